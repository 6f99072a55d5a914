using System.Net;
using XdsDmp.Atna.Archiving;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>Section <c>Atna</c>.</summary>
public sealed record AtnaOptions
{
    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port for syslog over TLS (RFC 5425); 0 takes a free one.</summary>
    public int Port { get; init; } = 6514;

    /// <summary>TCP port for FHIR and SOAP over TLS; 0 takes a free one.</summary>
    public int HttpPort { get; init; } = 8445;

    /// <summary>
    /// UDP port for syslog (RFC 5426); 0 takes a free one, -1 opens none. Datagrams get lost, and their senders are not
    /// proven.
    /// </summary>
    public int UdpPort { get; init; } = -1;

    /// <summary>TCP port for syslog without TLS (RFC 6587), for tests; 0 takes a free one, -1 opens none.</summary>
    public int TcpPort { get; init; } = -1;

    /// <summary>
    /// IP addresses and networks that may use <see cref="UdpPort"/> and <see cref="TcpPort"/>; none: this machine only.
    /// </summary>
    public IReadOnlyList<string> PlainFrom { get; init; } = [];

    /// <summary>TCP port of the pages for auditors, over TLS; 0 takes a free one, -1 none.</summary>
    public int WebPort { get; init; } = 8446;

    /// <summary>The host name that senders use.</summary>
    public string PublicHost { get; init; } = "localhost";

    /// <summary>
    /// The SQLite file with the audit records; or <c>postgres:</c> and a connection string, for one or several
    /// instances.
    /// </summary>
    public string Database { get; init; } = "atna.db";

    /// <summary>Octets of one syslog message. A sender that announces more is cut off.</summary>
    public int MaxFrameBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// How long a sender may take to finish a message that it has begun; it is cut off within twice that.
    /// </summary>
    public int MidFrameTimeoutSeconds { get; init; } = 60;

    /// <summary>How long a sender may say nothing. Senders keep their connection for days.</summary>
    public int IdleTimeoutHours { get; init; } = 72;

    /// <summary>Who may read the records: subjects or SHA-256 fingerprints of certificates.</summary>
    public IReadOnlyList<string> Auditors { get; init; } = [];

    /// <summary>ITI-81 without the parameter date, which IHE demands, is answered, too.</summary>
    public bool SearchWithoutDate { get; init; }

    /// <summary>Parameters that a search of ITI-81 must have here, beside date.</summary>
    public IReadOnlyList<string> MandatoryParameters { get; init; } = [];

    /// <summary>Parameters that a search of ITI-81 may not have here.</summary>
    public IReadOnlyList<string> ForbiddenParameters { get; init; } = [];

    /// <summary>Hours after which a sender that says nothing is shown as silent.</summary>
    public int SilentAfterHours { get; init; } = 24;

    /// <summary>Records after which the end of the chain is signed, at the latest.</summary>
    public int CheckpointRecords { get; init; } = 10_000;

    /// <summary>Minutes after which new records are signed, at the latest.</summary>
    public int CheckpointMinutes { get; init; } = 5;

    /// <summary>PEM file with the key that signs; empty: beside the database. Made at the first start.</summary>
    public string CheckpointKey { get; init; } = "";

    /// <summary>
    /// Text file to which checkpoints are appended; empty: beside the database. It is worth more on another disk.
    /// </summary>
    public string AnchorFile { get; init; } = "";

    /// <summary>Folder for files of old records; empty: there are none.</summary>
    public string ArchiveFolder { get; init; } = "";

    /// <summary>Days after which records are written to a file; 0: when they are to be removed.</summary>
    public int ArchiveAfterDays { get; init; }

    /// <summary>Records of one file.</summary>
    public int SegmentRecords { get; init; } = 100_000;

    /// <summary>Days after which archived records are removed from the database; 0: never.</summary>
    public int RetentionDays { get; init; }

    /// <summary>While it is true nothing is removed, whatever its age.</summary>
    public bool LegalHold { get; init; }

    /// <summary>Audit repositories that get a copy: see <see cref="ForwardingTarget"/>.</summary>
    public IReadOnlyList<string> ForwardTo { get; init; } = [];

    internal IReadOnlyList<IPNetwork> PlainNetworks =>
        NetworkList.Parse("Atna:PlainFrom", PlainFrom.Count == 0 ? ["127.0.0.0/8", "::1"] : PlainFrom);

    internal string AnchorPath => string.IsNullOrEmpty(AnchorFile)
        ? SigningKey.Beside(Database, "-checkpoints.txt")
        : Path.GetFullPath(AnchorFile);

    internal CheckpointInterval CheckpointInterval => new(CheckpointRecords, TimeSpan.FromMinutes(CheckpointMinutes));

    /// <summary>Null when nothing is archived.</summary>
    internal TimeSpan? ArchivesAfter => ArchiveFolder.Length == 0 || ArchiveAfterDays + RetentionDays == 0
        ? null
        : TimeSpan.FromDays(ArchiveAfterDays > 0 ? ArchiveAfterDays : RetentionDays);

    internal IReadOnlyList<ForwardingTarget> ForwardingTargets => [.. ForwardTo.Select(ForwardingTarget.Parse)];

    internal TimeSpan MidFrameTimeout => TimeSpan.FromSeconds(MidFrameTimeoutSeconds);

    internal TimeSpan IdleTimeout => TimeSpan.FromHours(IdleTimeoutHours);

    /// <exception cref="ConfigurationException">Names the first setting that is out of bounds.</exception>
    internal AtnaOptions Checked()
    {
        Check(UdpPort, -1, ushort.MaxValue, nameof(UdpPort));
        Check(TcpPort, -1, ushort.MaxValue, nameof(TcpPort));

        // RFC 5425 §4.3.1: a receiver must take 2048 octets; DICOM PS3.15 A.6 asks for 32768.
        Check(MaxFrameBytes, 32_768, 256 * 1024 * 1024, nameof(MaxFrameBytes));
        Check(MidFrameTimeoutSeconds, 1, 3_600, nameof(MidFrameTimeoutSeconds));
        Check(IdleTimeoutHours, 1, 24 * 365, nameof(IdleTimeoutHours));
        Check(SilentAfterHours, 1, 24 * 365, nameof(SilentAfterHours));
        Check(CheckpointRecords, 1, 10_000_000, nameof(CheckpointRecords));
        Check(CheckpointMinutes, 1, 24 * 60, nameof(CheckpointMinutes));
        CheckRetention();
        CheckPlaces();
        ForwardingTarget.CheckNames(ForwardingTargets);
        return this;
    }

    /// <summary>Null when records are kept for ever.</summary>
    internal RetentionRule? RetentionRuleFor(Uri log) => RetentionDays == 0
        ? null
        : new RetentionRule(RetentionDays, LegalHold, [.. ForwardingTargets.Select(target => target.Name)], log);

    private void CheckRetention()
    {
        Check(SegmentRecords, 1, 10_000_000, nameof(SegmentRecords));
        Check(ArchiveAfterDays, 0, 36_500, nameof(ArchiveAfterDays));
        Check(RetentionDays, 0, 36_500, nameof(RetentionDays));
        if (ArchiveFolder.Length == 0 && ArchiveAfterDays + RetentionDays > 0)
        {
            throw new ConfigurationException(
                "Atna:ArchiveFolder is not set: records are removed only after they were archived");
        }

        if (RetentionDays > 0 && RetentionDays < ArchiveAfterDays)
        {
            throw new ConfigurationException(
                $"Atna:RetentionDays is {RetentionDays}; it must not be less than Atna:ArchiveAfterDays");
        }
    }

    /// <summary>Beside a server there is no place for files.</summary>
    private void CheckPlaces()
    {
        if (Sql.Database.IsServer(Database) && (CheckpointKey.Length == 0 || AnchorFile.Length == 0))
        {
            throw new ConfigurationException(
                $"Atna:{(CheckpointKey.Length == 0 ? nameof(CheckpointKey) : nameof(AnchorFile))} is not set: with a "
                + "database on a server there is no file beside which it could lie");
        }
    }

    private static void Check(int value, int lowest, int highest, string key)
    {
        if (value < lowest || value > highest)
        {
            throw new ConfigurationException($"Atna:{key} is {value}; it must be {lowest} to {highest}");
        }
    }
}
