using System.Text;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>A term as octets: its kind, then its text in UTF-8. Both kinds of database order them as we do.</summary>
internal static class TermKey
{
    public static byte[] Of(SearchTerm term) => Of(term.Kind, term.Term);

    public static byte[] Of(SearchTermKind kind, string text)
    {
        var key = new byte[1 + Encoding.UTF8.GetByteCount(text)];
        key[0] = (byte)kind;
        Encoding.UTF8.GetBytes(text, key.AsSpan(1));
        return key;
    }

    public static SearchTerm Parse(ReadOnlySpan<byte> key) => key.IsEmpty
        ? throw new InvalidDataException("the index has a term without a kind")
        : new SearchTerm((SearchTermKind)key[0], Encoding.UTF8.GetString(key[1..]));
}
