using System.Net;
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

    /// <summary>The SQLite file with the audit records.</summary>
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

    internal IReadOnlyList<IPNetwork> PlainNetworks =>
        NetworkList.Parse("Atna:PlainFrom", PlainFrom.Count == 0 ? ["127.0.0.0/8", "::1"] : PlainFrom);

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
        return this;
    }

    private static void Check(int value, int lowest, int highest, string key)
    {
        if (value < lowest || value > highest)
        {
            throw new ConfigurationException($"Atna:{key} is {value}; it must be {lowest} to {highest}");
        }
    }
}
