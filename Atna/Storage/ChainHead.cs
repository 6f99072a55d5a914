namespace XdsDmp.Atna.Storage;

/// <summary>
/// The end of the chain at some moment. Kept in another place, it shows later whether anything up to it was cut off or
/// written anew: the chain alone cannot show that.
/// </summary>
public sealed record ChainHead(long Sequence, ReadOnlyMemory<byte> Hash)
{
    /// <summary>For people: <c>sequence:hash</c>, the hash in hexadecimal.</summary>
    public override string ToString() => $"{Sequence}:{Convert.ToHexStringLower(Hash.Span)}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ChainHead? TryParse(string text)
    {
        var parts = text.Trim().Split(':');
        return parts.Length == 2
            && long.TryParse(parts[0], out var sequence)
            && sequence > 0
            && parts[1].Length == 2 * AuditChain.HashBytes
            && parts[1].All(char.IsAsciiHexDigit)
                ? new ChainHead(sequence, Convert.FromHexString(parts[1]))
                : null;
    }
}
