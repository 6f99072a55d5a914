namespace XdsDmp.Metadata.Errors;

/// <summary>In which language a refusal explains itself.</summary>
public enum Language
{
    English,
    French,
}

/// <summary>
/// What an <see cref="Explanation"/> says in words, in French; its other parts are the same in any language.
/// </summary>
/// <param name="Problem">One sentence without a full stop.</param>
/// <param name="Accepted">What would have been accepted; null: as in English, or nothing.</param>
public sealed record FrenchWording(string Problem, string? Accepted = null);

/// <summary>A sentence for people, in the languages of this product.</summary>
public sealed record Wording(string English, string French)
{
    public string In(Language language) => language == Language.French ? French : English;
}

/// <summary>Which of the languages a reader wants.</summary>
public static class Languages
{
    /// <summary>
    /// The first one of an <c>Accept-Language</c> (RFC 9110 §12.5.4) that we have; weights are passed over, because
    /// clients list what they like best first.
    /// </summary>
    public static Language? Accepted(string? header)
    {
        foreach (var range in (header ?? "").Split(',', 16, StringSplitOptions.TrimEntries))
        {
            switch (range.Split(';', '-')[0].Trim().ToLowerInvariant())
            {
                case "fr":
                    return Language.French;
                case "en":
                    return Language.English;
            }
        }

        return null;
    }

    /// <summary>As <c>xml:lang</c> says it.</summary>
    public static string Tag(this Language language) => language == Language.French ? "fr" : "en";
}
