namespace XdsDmp.Atna.Web;

/// <summary>
/// What to look for. It works without any script: a form that is sent by GET, so that a search has an address.
/// </summary>
internal static class SearchForm
{
    private static readonly (string, string?) NoMemory = ("autocomplete", "off");

    public static void Write(Html html, Words words, PageFilter filter, string action, bool isWhole, string? bad)
    {
        if (bad is not null)
        {
            html.Tag("p", [("class", "error"), ("role", "alert")], () => html.Text(
                $"{words["bad-input"]} {words[bad]}"));
        }

        html.Tag("form", [("class", "search"), ("method", "get"), ("action", action), ("role", "search")], () =>
        {
            html.Field("patient", words["patient"], filter.Patient, words["patient-hint"], NoMemory);
            if (isWhole)
            {
                html.Field("person", words["person"], filter.Person, words["person-hint"], NoMemory);
                html.Field("document", words["document"], filter.Document, words["document-hint"], NoMemory);
                html.Field("system", words["system"], filter.System, null, NoMemory);
                WriteEvent(html, words, filter);
                html.Choice(
                    "outcome", words["outcome"], filter.Outcome, ("", words["any"]), ("0", words["success"]),
                    (PageFilter.AnyFailure, words["any-failure"]), ("4", words["minor"]), ("8", words["serious"]),
                    ("12", words["major"]));
            }

            html.Field("from", words["from"], filter.From, null, ("type", "date"));
            html.Field("to", words["to"], filter.To, null, ("type", "date"));
            html.Tag("div", [("class", "actions")], () =>
            {
                html.Tag("button", [("type", "submit")], () => html.Text(words["search"]));
                if (!filter.IsEmpty)
                {
                    html.Link(action, words["clear"]);
                }
            });
        });
    }

    /// <summary>Any code may be typed; those of the profiles are offered.</summary>
    private static void WriteEvent(Html html, Words words, PageFilter filter)
    {
        html.Field("event", words["event"], filter.Event, words["event-hint"], ("list", "events"), NoMemory);
        html.Tag("datalist", [("id", "events")], () =>
        {
            foreach (var code in EventWords.Codes)
            {
                html.Tag("option", [("value", code)], () => html.Text(EventWords.Of(words, code)));
            }
        });
    }
}
