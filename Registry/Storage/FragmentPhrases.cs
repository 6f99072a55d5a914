using System.Collections.Immutable;
using K4os.Compression.LZ4;
using K4os.Compression.LZ4.Encoders;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// What the ebRIM of an object has in common with that of every other of its element: a dictionary for LZ4, so that a
/// row keeps what is the object's own.
/// </summary>
/// <remarks>
/// The phrases are text (<c>Phrases/ExtrinsicObject.txt</c> and its neighbours; line ends do not count). Rows cannot be
/// read without them: once released they never change. Better ones get a file and a number of their own, at the end of
/// <see cref="All"/>; the last ones of an element are used for writing.
/// </remarks>
internal sealed class FragmentPhrases
{
    /// <summary>LZ4 looks back that far, and a fragment needs to look as far as its phrases.</summary>
    public const int MaxFragment = 48 * 1024;

    /// <summary>In the order of their numbers, from 1.</summary>
    public static readonly ImmutableArray<FragmentPhrases> All =
        [new(1, "ExtrinsicObject"), new(2, "RegistryPackage"), new(3, "Association")];

    private readonly byte[] _element;
    private readonly byte[] _octets;

    private FragmentPhrases(byte number, string name)
    {
        Number = number;
        _octets = Load($"Phrases/{name}.txt");
        _element = _octets[..(_octets.IndexOf((byte)' ') + 1)];
    }

    /// <summary>What rows call them by.</summary>
    public byte Number { get; }

    /// <summary>The phrases one after the other, in UTF-8.</summary>
    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>Those of the element that this fragment is; null where there are none.</summary>
    public static FragmentPhrases? For(ReadOnlySpan<byte> fragment)
    {
        for (var i = All.Length - 1; i >= 0; i--)
        {
            if (fragment.StartsWith(All[i]._element))
            {
                return All[i];
            }
        }

        return null;
    }

    /// <summary>Those with this number; null where a row was damaged, or written by a later version.</summary>
    public static FragmentPhrases? Numbered(byte number) =>
        number > 0 && number <= All.Length ? All[number - 1] : null;

    /// <summary>One block of LZ4 that refers to the phrases; at most <see cref="MaxFragment"/> octets.</summary>
    public byte[] Encode(byte[] fragment)
    {
        var coded = new byte[LZ4Codec.MaximumOutputSize(Math.Max(fragment.Length, _octets.Length))];
        using var encoder = new LZ4FastChainEncoder(Math.Max(fragment.Length, _octets.Length));
        encoder.Topup(_octets, 0, _octets.Length);
        encoder.Encode(coded, 0, coded.Length, allowCopy: false);
        encoder.Topup(fragment, 0, fragment.Length);
        var length = encoder.Encode(coded, 0, coded.Length, allowCopy: false);
        return coded[..length];
    }

    /// <summary>Fills the fragment.</summary>
    /// <returns>False when these octets are not what <see cref="Encode"/> has made.</returns>
    public bool Decode(ReadOnlySpan<byte> coded, Span<byte> fragment) =>
        LZ4Codec.Decode(coded, fragment, _octets) == fragment.Length;

    private static byte[] Load(string name)
    {
        using var stream = typeof(FragmentPhrases).Assembly.GetManifestResourceStream(name)!;
        using var read = new MemoryStream();
        stream.CopyTo(read);
        return [.. read.ToArray().Where(octet => octet is not ((byte)'\r' or (byte)'\n'))];
    }
}
