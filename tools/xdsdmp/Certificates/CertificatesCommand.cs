using System.CommandLine;

namespace XdsDmp.CommandLine.Certificates;

/// <summary><c>certificates</c>: enough of a certificate authority for a practice or a test network.</summary>
internal static class CertificatesCommand
{
    public static Command Create() => new(
        "certificates",
        "Make the certificates of mutual TLS: an authority, servers, clients. Keys are never overwritten.")
    {
        AuthorityCommand.Create(),
        IssueCommand.CreateServer(),
        IssueCommand.CreateClient(),
        ShowCommand.Create(),
    };
}
