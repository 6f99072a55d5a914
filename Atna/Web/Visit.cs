using System.Text;
using XdsDmp.Atna.Web.Accounts;

namespace XdsDmp.Atna.Web;

/// <summary>One request for a page: who asks, in which language.</summary>
/// <param name="Http">The exchange.</param>
/// <param name="Words">In the visitor's language.</param>
/// <param name="Name">The auditor; null for nobody.</param>
/// <param name="Session">Null when the certificate is who they are.</param>
internal sealed record Visit(HttpContext Http, Words Words, string? Name, Session? Session)
{
    private static readonly (string Path, string Key)[] Menu =
        [("/", "search"), ("/report", "report"), ("/failures", "failures"), ("/chain", "chain")];

    public string? Query(string name) =>
        Http.Request.Query[name].FirstOrDefault() is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.Trim()
            : null;

    /// <summary>The frame that all pages have.</summary>
    /// <param name="titleKey">What the page is called.</param>
    /// <param name="content">What stands below that.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="suffix">What tells it from others of that name.</param>
    public async Task WriteAsync(
        string titleKey, Action<Html> content, int status = StatusCodes.Status200OK, string? suffix = null)
    {
        var title = $"{Words[titleKey]} {suffix}".TrimEnd();
        var html = new Html();
        html.Tag("html", [("lang", Words.Language)], () =>
        {
            html.Tag("head", () =>
            {
                html.Tag("meta", [("charset", "utf-8")]);
                html.Tag("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
                html.Tag("title", $"{title} – {Words["title"]}");
                html.Tag("link", [("rel", "stylesheet"), ("href", "/style.css")]);
            });
            html.Tag("body", () => WriteBody(html, title, content));
        });
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "text/html; charset=utf-8";
        Http.Response.ContentLength = html.Written.Length;
        await Http.Response.Body.WriteAsync(html.Written, Http.RequestAborted);
    }

    public async Task WriteTextAsync(string contentType, string text)
    {
        Http.Response.ContentType = contentType;
        await Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), Http.RequestAborted);
    }

    private void WriteBody(Html html, string title, Action<Html> content)
    {
        html.Tag("a", [("class", "skip"), ("href", "#content")], () => html.Text(Words["skip"]));
        html.Tag("header", () =>
        {
            html.Tag("p", "brand", "XdsDmp");
            html.Tag("nav", [("aria-label", Words["title"])], () => html.Tag("ul", () => WriteMenu(html)));
            if (Session is not null)
            {
                html.Tag("form", [("method", "post"), ("action", "/logout")], () =>
                {
                    html.Tag("input", [("type", "hidden"), ("name", "token"), ("value", Session.FormToken)]);
                    html.Tag("button", [("type", "submit")], () => html.Text($"{Words["logout"]} ({Session.Name})"));
                });
            }
            else if (Name is not null)
            {
                html.Tag("p", "who", Name);
            }
        });
        html.Tag("main", [("id", "content"), ("tabindex", "-1")], () =>
        {
            html.Tag("h1", title);
            content(html);
        });
    }

    private void WriteMenu(Html html)
    {
        foreach (var (path, key) in Name is null ? [] : Menu)
        {
            var isHere = Http.Request.Path == path;
            html.Tag("li", () => html.Tag(
                "a", [("href", path), ("aria-current", isHere ? "page" : null)], () => html.Text(Words[key])));
        }

        var (other, text) = Words.Language == "fr" ? ("en", "English") : ("fr", "Français");
        html.Tag("li", () => html.Tag(
            "a", [("href", InLanguage(other)), ("lang", other), ("hreflang", other)], () => html.Text(text)));
    }

    /// <summary>This very page, with the search that is on it.</summary>
    private string InLanguage(string language)
    {
        var kept = Http.Request.Query.Where(pair => pair.Key != "lang").SelectMany(pair => pair.Value.Select(
            value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}"));
        return $"{Http.Request.Path}?{string.Join('&', [.. kept, $"lang={language}"])}";
    }
}
