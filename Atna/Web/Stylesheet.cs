namespace XdsDmp.Atna.Web;

/// <summary>How the pages look: <c>Pages.css</c>, which travels in the assembly.</summary>
internal static class Stylesheet
{
    private static readonly Lazy<string> Read = new(() =>
    {
        using var css = typeof(Stylesheet).Assembly.GetManifestResourceStream("Pages.css")!;
        using var reader = new StreamReader(css);
        return reader.ReadToEnd();
    });

    public static string Text => Read.Value;
}
