using System.Buffers;

namespace XdsDmp.Xml.Canonical;

/// <summary>Where names and blanks end in octets of XML.</summary>
internal static class OctetNames
{
    private static readonly SearchValues<byte> BehindNames = SearchValues.Create(" \t\r\n=/>"u8);

    public static int End(ReadOnlySpan<byte> xml, int at)
    {
        var length = xml[at..].IndexOfAny(BehindNames);
        return length < 0 ? xml.Length : at + length;
    }

    public static int EndOfBlanks(ReadOnlySpan<byte> xml, int at)
    {
        while (at < xml.Length && xml[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>Empty when the name has none.</summary>
    public static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> name) => name[..Math.Max(0, name.IndexOf((byte)':'))];
}
