namespace XdsDmp.Soap;

/// <summary>
/// A part of a Body that need not have its octets before they are sent: answers that wait for their turn, or for a slow
/// peer, may take less room than they will on the wire.
/// </summary>
public interface IBodyPiece
{
    /// <summary>In octets, when it is written.</summary>
    int Length { get; }

    /// <summary>Writes exactly <see cref="Length"/> octets, the same each time.</summary>
    void CopyTo(Span<byte> output);
}

/// <summary>One that has its octets.</summary>
public sealed record OctetPiece(ReadOnlyMemory<byte> Octets) : IBodyPiece
{
    public int Length => Octets.Length;

    public void CopyTo(Span<byte> output) => Octets.Span.CopyTo(output);
}
