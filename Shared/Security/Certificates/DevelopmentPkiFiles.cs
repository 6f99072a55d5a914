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

        assertion-ca.pem, .key      another authority, for those who sign assertions; it opens no connection
        structure-sign.pem, .key    signs the VIHF of the practice (indirect authentication)
        professional.pem, .key      a client: a professional's card; professional-sign signs his VIHF (direct)
        issuer.pem, .key            an issuer of plain XUA assertions
        assertion-trust/            whose signatures under assertions count

        Delete the folder to have all of it made anew.

        """;

    /// <summary>Of nobody: a FINESS as in a certificate of the IGC-Santé (1 and nine digits).</summary>
    public const string StructureId = "1000000001";

    /// <summary>Of nobody: an RPPS as on a card (8 and eleven digits).</summary>
    public const string ProfessionalId = "800000000001";

    /// <summary>Where they would lie; nothing is made.</summary>
    public static DevelopmentPkiFiles In(string folder) => new(Path.GetFullPath(folder));

    internal DevelopmentPkiFiles(string folder)
    {
        Folder = folder;
        Node = Pair("node");
        Practice = Pair("practice");
        Auditor = Pair("auditor");
        Professional = Pair("professional");
        ProfessionalSignature = Pair("professional-sign");
        StructureSignature = Pair("structure-sign");
        AssertionIssuer = Pair("issuer");
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

    /// <summary>The authority of those who sign assertions.</summary>
    public string AssertionAuthorityCertificate => Path.Combine(Folder, "assertion-ca.pem");

    public string AssertionAuthorityKey => Path.Combine(Folder, "assertion-ca.key");

    /// <summary>Holds that authority's certificate only: issuers of assertions point here.</summary>
    public string AssertionTrustFolder => Path.Combine(Folder, "assertion-trust");

    /// <summary>A client: the card of a professional, who logs in himself.</summary>
    public NodeCertificateFiles Professional { get; }

    public NodeCertificateFiles ProfessionalSignature { get; }

    /// <summary>Signs for the structure of <see cref="Practice"/>.</summary>
    public NodeCertificateFiles StructureSignature { get; }

    /// <summary>Signs plain XUA assertions.</summary>
    public NodeCertificateFiles AssertionIssuer { get; }

    /// <summary>What was made at this start, or could not be, a sentence each; empty when all was there.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    private NodeCertificateFiles Pair(string name) =>
        new(Path.Combine(Folder, name + ".pem"), Path.Combine(Folder, name + ".key"));
}
