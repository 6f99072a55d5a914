namespace XdsDmp.Atna.Web;

/// <summary>
/// What to look for. It works without any script: a form that is sent by GET, so that a search has an address.
/// </summary>
internal static class SearchForm
{
    public static void Write(Html html, Words words, PageFilter filter, string action, bool isWhole, string? bad)
    {
        if (bad is not null)
        {
            html.Tag("p", [("class", "error"), ("role", "alert")], () => html.Text(
                $"{words["bad-input"]} {words[bad]}"));
        }

        html.Tag("form", [("class", "search"), ("method", "get"), ("action", action), ("role", "search")], () =>
        {
            html.Field("patient", words["patient"], filter.Patient, hint: words["patient-hint"]);
            if (isWhole)
            {
                html.Field("person", words["person"], filter.Person, hint: words["person-hint"]);
                html.Field("document", words["document"], filter.Document);
                html.Field("system", words["system"], filter.System);
                html.Field("event", words["event"], filter.Event, hint: words["event-hint"]);
                html.Choice(
                    "outcome", words["outcome"], filter.Outcome, ("", words["any"]), ("0", words["success"]),
                    ("4", words["minor"]), ("8", words["serious"]), ("12", words["major"]));
            }

            html.Field("from", words["from"], filter.From, "date");
            html.Field("to", words["to"], filter.To, "date");
            html.Tag("button", [("type", "submit")], () => html.Text(words["search"]));
        });
    }
}
