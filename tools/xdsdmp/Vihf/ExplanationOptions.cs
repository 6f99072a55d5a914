using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Vihf;

/// <summary>By whose rules an assertion is explained, and how it is said to have come.</summary>
internal sealed class ExplanationOptions
{
    private readonly Option<string?> _issuers = new("--issuers")
    {
        HelpName = "FILE",
        Description = "With --explain: whose assertions are accepted [default: DIR/assertion-issuers.json]",
    };

    private readonly Option<string?> _client = new("--client")
    {
        HelpName = "FILE",
        Description = "With --explain: the certificate of the TLS client [default: the development practice's]",
    };

    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        HelpName = "URL",
        Description = "With --explain: our own URL, where the assertion names a recipient",
    };

    public void AddTo(Command command)
    {
        command.Add(_issuers);
        command.Add(_client);
        command.Add(_endpoint);
    }

    public ExplanationOrder Read(ParseResult parsed, DataFolder folder)
    {
        var client = parsed.GetValue(_client) ?? DevelopmentPkiFiles.In(folder.Pki).Practice.CertificatePath;
        var issuers = parsed.GetValue(_issuers) ?? folder.AssertionIssuers;
        return File.Exists(issuers)
            ? new ExplanationOrder(
                issuers, File.Exists(client) ? X509CertificateLoader.LoadCertificateFromFile(client) : null,
                parsed.GetValue(_endpoint))
            : throw CommandException.Usage($"there is no {issuers}", "Name the file of issuers: --issuers FILE");
    }
}

/// <summary>What an explanation goes by.</summary>
/// <param name="Issuers">File of issuers.</param>
/// <param name="Client">Certificate of the TLS client.</param>
/// <param name="Endpoint">Our own URL.</param>
internal sealed record ExplanationOrder(string Issuers, X509Certificate2? Client, string? Endpoint);
