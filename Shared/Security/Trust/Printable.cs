namespace XdsDmp.Security.Trust;

/// <summary>Text from a certificate, made fit for logs and audit: bounded, and without line breaks.</summary>
internal static class Printable
{
    private const int MaxLength = 256;

    public static string Of(string text)
    {
        string bounded = text.Length <= MaxLength ? text : text[..MaxLength] + "…";
        return bounded.Any(char.IsControl)
            ? string.Concat(bounded.Select(character => char.IsControl(character) ? '?' : character))
            : bounded;
    }
}
