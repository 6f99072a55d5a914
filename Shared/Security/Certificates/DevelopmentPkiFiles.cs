namespace XdsDmp.Security.Certificates;

/// <summary>Where the development certificates lie, and what was made of them just now.</summary>
public sealed record DevelopmentPkiFiles
{
    internal const string Warning = """
        DEVELOPMENT KEYS ONLY

        These certificates and private keys were made by the program at its first start, so that it could run with
        mutual TLS on a developer's machine. The private keys are not encrypted. Whoever can read this folder can
        pose as any node, any practice and any auditor. Do not use them where there is data of real people.

        ca.pem, ca.key              the certificate authority
        node.pem, node.key          the services: server and client, for localhost and this machine's name
        practice.pem, practice.key  a client: practice software, hospital engine, administrator
        auditor.pem, auditor.key    a client: reads audit records
        trust/                      the trust folder: the certificates of those the services trust

        Delete the folder to have all of it made anew.

        """;

    internal DevelopmentPkiFiles(string folder)
    {
        Folder = folder;
        Node = Pair("node");
        Practice = Pair("practice");
        Auditor = Pair("auditor");
    }

    public string Folder { get; }

    public string AuthorityCertificate => Path.Combine(Folder, "ca.pem");

    public string AuthorityKey => Path.Combine(Folder, "ca.key");

    /// <summary>Holds the authority's certificate only: point the services' trust store here.</summary>
    public string TrustFolder => Path.Combine(Folder, "trust");

    public string ReadMe => Path.Combine(Folder, "README.txt");

    public NodeCertificateFiles Node { get; }

    public NodeCertificateFiles Practice { get; }

    public NodeCertificateFiles Auditor { get; }

    /// <summary>What was made at this start, or could not be, a sentence each; empty when all was there.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    private NodeCertificateFiles Pair(string name) =>
        new(Path.Combine(Folder, name + ".pem"), Path.Combine(Folder, name + ".key"));
}
