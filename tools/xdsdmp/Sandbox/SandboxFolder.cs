using XdsDmp.CommandLine.Serving;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>Where an installation keeps what belongs to its invented users: <c>DIR/sandbox</c>.</summary>
internal sealed class SandboxFolder(DataFolder data)
{
    private const string ServiceReadMe = "README.md";

    public string Root { get; } = Path.Combine(data.Root, "sandbox");

    public DataFolder Data { get; } = data;

    /// <summary>What there is to play with, for people.</summary>
    public string ReadMe => Path.Combine(Root, ServiceReadMe);

    /// <summary>Requests ready to be sent.</summary>
    public string Requests => Path.Combine(Root, "requests");

    /// <summary>The documents as they were submitted.</summary>
    public string Documents => Path.Combine(Root, "documents");

    /// <summary>There when the installation has been filled to the end; says with which sample.</summary>
    public string Done => Path.Combine(Root, "sample.version");

    public string Of(SandboxProfessional professional) => Path.Combine(Root, professional.Key);

    /// <summary>Opens connections: the authentication certificate of the card, or of the structure.</summary>
    public NodeCertificateFiles TlsOf(SandboxProfessional professional) => Pair(professional, "tls");

    /// <summary>Signs assertions and submission sets.</summary>
    public NodeCertificateFiles SignatureOf(SandboxProfessional professional) => Pair(professional, "signature");

    private NodeCertificateFiles Pair(SandboxProfessional professional, string name)
    {
        var stem = Path.Combine(Of(professional), name);
        return new NodeCertificateFiles(stem + ".pem", stem + ".key");
    }
}
