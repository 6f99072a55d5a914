using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Atna.Web;

/// <summary>One record in words, and beside it the message exactly as it came.</summary>
internal static class RecordView
{
    /// <summary>
    /// Of a message with large content; the whole of it is to be had from the command line and by FHIR.
    /// </summary>
    private const int MaxShown = 200_000;

    public static void Write(Html html, Words words, AuditRecord record, TimeZoneInfo zone) => html.Tag(
        "div", [("class", "columns")], () =>
        {
            html.Tag("section", () => WriteReading(html, words, record, zone));
            html.Tag("section", () =>
            {
                html.Tag("h2", words["raw"]);
                var raw = record.Message.Raw;
                html.Tag("pre", [("tabindex", "0")], () => html.Text(
                    Encoding.UTF8.GetString(raw.AsSpan(0, Math.Min(raw.Length, MaxShown)))));
            });
        });

    private static void WriteReading(Html html, Words words, AuditRecord record, TimeZoneInfo zone)
    {
        var audit = record.Audit;
        html.Tag("dl", () =>
        {
            Item(html, words["event"], CodeText(audit.Event.Id));
            Item(html, words["type"], string.Join(", ", audit.Event.TypeCodes.Select(CodeText)));
            Item(html, words["time"], audit.Event.Time is { } time ? EventTable.TimeText(time, zone) : null);
            Item(
                html, words["outcome"],
                $"{words.OutcomeOf(audit.Event.Outcome)} {audit.Event.OutcomeDescription}".Trim());
            Item(html, words["system"], $"{audit.SourceId} {audit.EnterpriseSiteId}".Trim());
            Item(html, words["received"], EventTable.TimeText(record.Message.ReceivedAt, zone));
            Item(
                html, words["route"],
                $"{record.Message.Transport} {record.Message.Peer} {record.Message.PeerCertificate}".Trim());
            Item(html, words["chain-position"], record.Position.ToString());
        });
        html.Table(
            words["participants"], [words["identifier"], words["name"], words["role"], words["address"]],
            audit.Participants.Select(one => (Action[])
            [
                () => html.Text(one.UserId + (one.IsRequestor == true ? $" ({words["requestor"]})" : "")),
                () => html.Text(one.UserName),
                () => html.Text(string.Join(", ", one.RoleIdCodes.Select(CodeText))),
                () => html.Text(one.NetworkAccessPointId),
            ]));
        html.Table(
            words["objects"], [words["type"], words["identifier"], words["details"]],
            audit.Objects.Select(item => (Action[])
            [
                () => html.Text(CodeText(item.IdTypeCode)),
                () => html.Text(item.RepairedId ?? item.Id),
                () => WriteDetails(html, words, item),
            ]));
        if (record.Findings.Count > 0)
        {
            html.Tag("h2", words["findings"]);
            html.Tag("ul", () =>
            {
                foreach (var finding in record.Findings)
                {
                    html.Tag("li", $"{finding.Code}: {finding.Detail}");
                }
            });
        }
    }

    private static void WriteDetails(Html html, Words words, XdsDmp.Audit.Summaries.ObjectSummary item)
    {
        html.Text(item.Name);
        foreach (var detail in item.Details)
        {
            html.Tag("p", $"{detail.Type}: {detail.Value}");
        }

        if (item.Query is { Length: > 0 } query)
        {
            html.Tag("details", () =>
            {
                html.Tag("summary", words["query"]);
                html.Tag("pre", Encoding.UTF8.GetString(query.Span[..Math.Min(query.Length, MaxShown)]));
            });
        }
    }

    private static void Item(Html html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Tag("dt", name).Tag("dd", value);
        }
    }

    private static string CodeText(CodedValue? code) => code is null ? "" : $"{code.OriginalText} ({code.Code})".Trim();
}
