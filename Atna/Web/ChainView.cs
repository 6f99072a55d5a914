using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// Whether the records are safe: the end of the chain, what of it is signed, archived, kept and passed on, and who of
/// the senders fell silent.
/// </summary>
internal static class ChainView
{
    public static void Write(
        Html html, Words words, ChainState state, AtnaOptions options, DateTimeOffset now, TimeZoneInfo zone)
    {
        html.Tag("div", [("class", "cards")], () =>
        {
            Card(html, words["head"], () => WriteHead(html, words, state));
            Card(html, words["checkpoint"], () => WriteCheckpoint(html, words, state, options, zone));
            Card(html, words["retention"], () => WriteRetention(html, words, state, options));
        });
        html.Tag("h2", words["forwarding"]);
        WriteForwarding(html, words, state, now, zone);
        html.Tag("h2", words["senders"]);
        WriteSenders(html, words, state, now - TimeSpan.FromHours(options.SilentAfterHours), zone);
    }

    private static void Card(Html html, string title, Action content) => html.Tag(
        "section", [("class", "card")], () =>
        {
            html.Tag("h2", title);
            content();
        });

    private static void WriteHead(Html html, Words words, ChainState state)
    {
        html.Terms(
            (words["record"], () => html.Text(Cells.Number(state.Head?.Sequence ?? 0))),
            (words["hash"], state.Head is { } head
                ? () => html.Tag("code", Convert.ToHexStringLower(head.Hash.Span))
                : null));
        html.Tag("p", "quiet", words["verify-hint"]);
    }

    private static void WriteCheckpoint(
        Html html, Words words, ChainState state, AtnaOptions options, TimeZoneInfo zone)
    {
        var last = state.Checkpoint;
        html.Terms(
            (words["number"], () => html.Text(last is null ? "–" : Cells.Number(last.Number))),
            (words["last-signed"], last is null ? null : () => html.Text(Cells.Number(last.Head.Sequence))),
            (words["signed-at"], last is null ? null : () => html.Time(words, last.Time, zone, hasZone: true)),
            (words["unsigned"], () => html.Tag(
                "span", state.Unsigned > options.CheckpointRecords ? "badge bad" : "badge good",
                Cells.Number(state.Unsigned))),
            (words["key"], last?.Statement.Key is { } key ? () => html.Tag("code", key) : null),
            (words["anchors"], () => html.Tag("code", options.AnchorPath)));
    }

    private static void WriteRetention(Html html, Words words, ChainState state, AtnaOptions options) => html.Terms(
        (words["kept"], () => html.Text(
            options.RetentionDays == 0 ? words["for-ever"] : $"{options.RetentionDays} {words["days"]}")),
        (words["legal-hold"], options.LegalHold ? () => html.Tag("span", "badge warn", words["yes"]) : null),
        (words["archiving"], () => html.Text(options.ArchivesAfter is { } age
            ? $"{words["after"]} {age.TotalDays:0} {words["days"]}"
            : words["none-set"])),
        (words["archives"], () => html.Text(Cells.Number(state.Segments.Files))),
        (words["archived-up-to"], Record(html, state.Segments.ArchivedUpTo)),
        (words["removed-up-to"], Record(html, state.Segments.RemovedUpTo)));

    private static Action? Record(Html html, long? number) =>
        number is { } some ? () => html.Text(Cells.Number(some)) : null;

    private static void WriteForwarding(
        Html html, Words words, ChainState state, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (state.Targets.Count == 0)
        {
            html.Tag("p", words["no-target"]);
            return;
        }

        html.Table(
            words["forwarding"],
            [words["target"], words["behind"], words["oldest"], words["last-sent"], words["refused"]],
            state.Targets.Select(target => (Action[])
            [
                () => html.Text(target.Target),
                () => html.Tag("span", BadgeOf(target, now), Cells.Number(target.Behind)),
                () => WriteTime(target.Oldest),
                () => WriteTime(target.UpdatedAt),
                () => html.Tag("span", target.Refused > 0 ? "badge bad" : "badge good", Cells.Number(target.Refused)),
            ]),
            isCaptionSeen: false);

        void WriteTime(DateTimeOffset? time)
        {
            if (time is { } some)
            {
                html.Time(words, some, zone);
            }
        }
    }

    /// <summary>What waits for a minute is on its way; longer than an hour, and somebody should look.</summary>
    private static string BadgeOf(ForwardingState target, DateTimeOffset now) =>
        (now - target.Oldest)?.TotalMinutes switch
        {
            > 60 => "badge bad",
            > 1 => "badge warn",
            _ => "badge good",
        };

    private static void WriteSenders(
        Html html, Words words, ChainState state, DateTimeOffset silentSince, TimeZoneInfo zone) => html.Table(
            words["senders"], [words["system"], words["last"], words["state"]],
            state.Senders.OrderBy(sender => sender.Last).Select(sender => (Action[])
            [
                () => html.Link($"/?system={Uri.EscapeDataString(sender.Source)}", sender.Source),
                () => html.Time(words, sender.Last, zone),
                () => html.Tag(
                    "span", sender.Last < silentSince ? "badge bad" : "badge good",
                    words[sender.Last < silentSince ? "silent" : "active"]),
            ]),
            isCaptionSeen: false);
}
