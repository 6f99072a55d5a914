namespace XdsDmp.Security.Trust;

/// <summary>A certificate revocation list whose signature was checked (RFC 5280 §5).</summary>
public sealed class RevocationList
{
    private readonly HashSet<string> _serials;

    internal RevocationList(
        string path, string issuerKey, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, HashSet<string> serials)
    {
        Path = path;
        IssuerKey = issuerKey;
        ThisUpdate = thisUpdate;
        NextUpdate = nextUpdate;
        _serials = serials;
    }

    public string Path { get; }

    /// <summary>SHA-256 of the public key that signed the list: one name may have several keys.</summary>
    public string IssuerKey { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset NextUpdate { get; }

    public int Count => _serials.Count;

    public bool IsCurrent(DateTimeOffset now) => now >= ThisUpdate && now < NextUpdate;

    public bool Revokes(ReadOnlySpan<byte> serialNumber) => _serials.Contains(SerialText(serialNumber));

    /// <summary>Encoders differ in leading zero octets; the number is what counts.</summary>
    internal static string SerialText(ReadOnlySpan<byte> serialNumber) =>
        Convert.ToHexString(serialNumber.TrimStart((byte)0));
}
