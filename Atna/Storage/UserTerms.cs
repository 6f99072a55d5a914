namespace XdsDmp.Atna.Storage;

/// <summary>
/// Forms of user ids that hold several: who looks for one of these finds it. The whole is a term of its own, always.
/// </summary>
internal static class UserTerms
{
    private const string ApplicationTitles = "AETITLE";

    /// <summary>The ids inside a UserID or UserName.</summary>
    public static void AddId(TermList terms, string? text)
    {
        if (text is null)
        {
            return;
        }

        // alias<user@issuer>, for the subject of a SAML assertion (ITI TF-2 §3.40.4.2).
        var open = text.IndexOf('<', StringComparison.Ordinal);
        if (open >= 0 && text.TrimEnd().EndsWith('>'))
        {
            var subject = text.TrimEnd()[(open + 1)..^1];
            var at = subject.LastIndexOf('@');
            terms.AddToken(SearchTermKind.Agent, subject);
            terms.AddToken(SearchTermKind.Agent, text[..open]);
            if (at > 0)
            {
                terms.AddToken(SearchTermKind.Agent, subject[..at], subject[(at + 1)..]);
            }
        }

        // facility|application, of HL7 V2 (ITI TF-2 §3.8.5.1).
        if (text.Contains('|', StringComparison.Ordinal)
            && text.Split('|') is [var facility, { Length: > 0 } application])
        {
            terms.AddToken(SearchTermKind.Agent, application, facility);
        }
    }

    /// <summary><c>AETITLES=a;b</c> (DICOM PS3.15 A.5.1), and the singular that many write.</summary>
    public static void AddAlternativeId(TermList terms, string? text)
    {
        var equals = text?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        if (equals < 0 || !text!.TrimStart().StartsWith(ApplicationTitles, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var title in text[(equals + 1)..].Split(';'))
        {
            terms.AddToken(SearchTermKind.AlternativeId, title);
        }
    }
}
