using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.OnDemand;
using XdsDmp.Repository.Recipient;
using XdsDmp.Repository.Signatures;

namespace XdsDmp.Repository;

/// <summary>Section <c>Repository</c>.</summary>
public sealed record RepositoryOptions
{
    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8444;

    /// <summary>The host name that peers use.</summary>
    public string PublicHost { get; init; } = "localhost";

    /// <summary>The SQLite file with the list of documents, open intents and the audit outbox.</summary>
    public string Database { get; init; } = "repository.db";

    /// <summary>Where the documents themselves are kept.</summary>
    public ContentStoreKind ContentStore { get; init; } = ContentStoreKind.Disk;

    /// <summary>Folder of the documents themselves, where they are files.</summary>
    public string ContentFolder { get; init; } = "documents";

    /// <summary>The server that keeps them, where they are objects of an S3-compatible one.</summary>
    public S3Options S3 { get; init; } = new();

    /// <summary>
    /// Octets that stay free on the disk of the documents: with less, no more are taken. 0: as long as there is room.
    /// </summary>
    public long MinFreeBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// File with the master keys that documents are encrypted under, the current one first; empty, and no command: they
    /// are not encrypted.
    /// </summary>
    public string MasterKeyFile { get; init; } = "";

    /// <summary>Program and arguments that print what such a file would hold.</summary>
    public IReadOnlyList<string> MasterKeyCommand { get; init; } = [];

    /// <summary>When a document that is read is compared with the SHA-256 of what was stored.</summary>
    public ContentVerification VerifyContent { get; init; } = ContentVerification.BeforeAnswer;

    /// <summary>
    /// Days within which every document is read and verified in the background; 0: none is. A damaged one is reported.
    /// </summary>
    public int ScrubDays { get; init; } = 30;

    /// <summary>Octets a second that this reads at most.</summary>
    public long ScrubBytesPerSecond { get; init; } = 32L * 1024 * 1024;

    /// <summary>OID of this repository; written into every entry and asked for by ITI-43.</summary>
    public string RepositoryUniqueId { get; init; } = "";

    /// <summary>Where ITI-42 and ITI-18 of the registry are answered.</summary>
    public string RegistryUrl { get; init; } = "https://localhost:8443/registry";

    /// <summary>
    /// A registry in this very process is called over the wire too, as any other; otherwise TLS and HTTP are left out.
    /// </summary>
    public bool RegistryOverWire { get; init; }

    /// <summary>
    /// Seconds to wait for the registry. A submission whose answer did not come is settled after this time by asking
    /// the registry whether the entry exists.
    /// </summary>
    public int RegistryTimeoutSeconds { get; init; } = 60;

    /// <summary>Octets of one document.</summary>
    public long MaxDocumentBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Octets of one submission, metadata and all documents.</summary>
    public long MaxSubmissionBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Octets of the metadata of one submission.</summary>
    public long MaxMetadataBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>
    /// Validates every request against the schemas; what is not valid is answered with a fault that says where.
    /// </summary>
    public bool ValidateSchema { get; init; }

    /// <summary>Documents that one ITI-43 request may ask for.</summary>
    public int MaxDocumentsPerRetrieve { get; init; } = 1_000;

    /// <summary>Octets of documents in an answer to a request without MTOM, which has to be held in memory.</summary>
    public long MaxInlineAnswerBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>
    /// For how long a repeated message (same sender, MessageID and content) gets the first answer again.
    /// </summary>
    public int RetransmissionWindowMinutes { get; init; } = 24 * 60;

    /// <summary>Off, Verify or Require: what is asked of document signatures that come with submissions.</summary>
    public SubmissionSignatureMode SubmissionSignature { get; init; } = SubmissionSignatureMode.Off;

    /// <summary>Levels that must be valid; empty: all but Author.</summary>
    public IReadOnlyList<string> SubmissionSignatureLevels { get; init; } = [];

    /// <summary>
    /// Whose document signatures count: a folder of authorities, single certificates and revocation lists, as the trust
    /// folder is one.
    /// </summary>
    public string DocumentSigners { get; init; } = "";

    /// <summary>Signatures and digests by SHA-1 count, for partners with old software.</summary>
    public bool AllowSha1Signatures { get; init; }

    /// <summary>Documents that one signature may name.</summary>
    public int MaxSignatureReferences { get; init; } = 1_000;

    /// <summary>Octets of one signature.</summary>
    public int MaxSignatureBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Documents that are made when they are asked for.</summary>
    public OnDemandOptions OnDemand { get; init; } = new();

    /// <summary>The Document Recipient of XDR.</summary>
    public RecipientOptions Recipient { get; init; } = new();

    /// <summary>What documents are put to before anybody can see them.</summary>
    public ChecksOptions Checks { get; init; } = new();

    /// <summary>
    /// As the French profile wants it: small documents, signed sets. Who may connect may sign, where no others are
    /// named: the certificates are of the same authorities (IGC-Santé).
    /// </summary>
    internal RepositoryOptions For(DmpOptions dmp, string trustFolder) => this with
    {
        MaxDocumentBytes = Math.Min(MaxDocumentBytes, dmp.MaxDocumentBytes),
        SubmissionSignature = dmp.RequireSignature ? SubmissionSignatureMode.Require : SubmissionSignature,
        DocumentSigners = DocumentSigners.Length > 0 ? DocumentSigners : trustFolder,
    };
}
