namespace XdsDmp.Atna.Storage.Terms;

/// <summary>The order of terms: see <see cref="TermKey"/>.</summary>
internal sealed class KeyOrder : IComparer<byte[]>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
