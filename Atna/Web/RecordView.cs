using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Web;

/// <summary>One record in words, and beside it the message exactly as it came.</summary>
internal static class RecordView
{
    /// <summary>
    /// Of a message with large content; the whole of it is to be had from the command line and by FHIR.
    /// </summary>
    private const int MaxShown = 200_000;

    public static void Write(Html html, Words words, AuditRecord record, TimeZoneInfo zone)
    {
        WriteStory(html, words, record, zone);
        html.Tag("div", [("class", "columns")], () =>
        {
            html.Tag("section", () => WriteReading(html, words, record, zone));
            html.Tag("section", () =>
            {
                html.Tag("h2", words["raw"]);
                var raw = record.Message.Raw;
                html.Tag("pre", [("tabindex", "0"), ("role", "region"), ("aria-label", words["raw"])], () => html.Text(
                    Encoding.UTF8.GetString(raw.AsSpan(0, Math.Min(raw.Length, MaxShown)))));
                if (raw.Length > MaxShown)
                {
                    html.Tag("p", "notice", words["raw-cut"]);
                }
            });
        });
    }

    /// <summary>Who did what to whom, in one line.</summary>
    private static void WriteStory(Html html, Words words, AuditRecord record, TimeZoneInfo zone)
    {
        var listing = new AuditListing(record);
        html.Tag("p", [("class", "story")], () =>
        {
            if (Cells.WhoOf(record) is { Length: > 0 } who)
            {
                html.Tag("strong", who).Text(" – ");
            }

            html.Text(listing.Code is null ? words["no-audit-message"] : EventWords.Of(words, listing.Code));
            foreach (var patient in listing.Patients)
            {
                html.Text($" – {words["patient"].ToLowerInvariant()} ").Text(PatientIdentity.All(patient).First().Id);
            }

            html.Text(" – ").Time(words, listing.Event.Time ?? listing.ReceivedAt, zone).Text(" ")
                .Outcome(words, listing.Event.Outcome);
        });
    }

    private static void WriteReading(Html html, Words words, AuditRecord record, TimeZoneInfo zone)
    {
        var (audit, message) = (record.Audit, record.Message);
        html.Tag("h2", words["what"]);
        html.Terms(
            (words["event"], Text(html, CodeText(words, audit.Event.Id))),
            (words["type"], Text(html, CodeTexts(words, audit.Event.TypeCodes))),
            (words["purpose"], Text(html, CodeTexts(words, audit.Event.PurposesOfUse))),
            (words["outcome"], () => html.Outcome(words, audit.Event.Outcome)
                .Text(audit.Event.OutcomeDescription is { } told ? $" {told}" : null)),
            (words["time"], audit.Event.Time is { } time ? () => html.Time(words, time, zone, hasZone: true) : null));
        WriteParticipants(html, words, audit);
        if (audit.Objects.Count > 0)
        {
            WriteObjects(html, words, audit);
        }

        html.Tag("h2", words["origin"]);
        html.Terms(
            (words["system"], audit.SourceId is { } id
                ? () => html.Link($"/?system={Uri.EscapeDataString(id)}", id).Text($" {audit.EnterpriseSiteId}")
                : null),
            (words["received"], () => html.Time(words, message.ReceivedAt, zone, hasZone: true)),
            (words["route"], Text(html, $"{message.Transport} {message.Peer}")),
            (words["certificate"], Text(html, message.PeerCertificate)),
            (words["chain-position"], () => html.Tag("code", record.Position.ToString())));
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

    private static void WriteParticipants(Html html, Words words, AuditSummary audit)
    {
        html.Tag("h2", words["participants"]);
        html.Table(
            words["participants"], [words["name"], words["identifier"], words["role"], words["address"]],
            audit.Participants.Select(one => (Action[])
            [
                () => html.Text(one.UserName).Tag("small", one.IsRequestor == true ? words["requestor"] : null),
                () => WriteUser(html, one.UserId),
                () => html.Text(CodeTexts(words, one.RoleIdCodes)),
                () => html.Text(one.NetworkAccessPointId),
            ]),
            isCaptionSeen: false);
    }

    private static void WriteUser(Html html, string? userId)
    {
        if (!string.IsNullOrWhiteSpace(userId))
        {
            html.Link($"/?person={Uri.EscapeDataString(userId)}", userId);
        }
    }

    private static void WriteObjects(Html html, Words words, AuditSummary audit)
    {
        html.Tag("h2", words["objects"]);
        html.Table(
            words["objects"], [words["type"], words["identifier"], words["details"]],
            audit.Objects.Select(item => (Action[])
            [
                () => html.Text(item.IdTypeCode is null ? null : CodeText(words, item.IdTypeCode)),
                () => WriteId(html, item),
                () => WriteDetails(html, words, item),
            ]),
            isCaptionSeen: false);
    }

    private static void WriteId(Html html, ObjectSummary item)
    {
        var id = item.RepairedId ?? item.Id;
        if (id is not null && PatientTerms.IsPatient(item))
        {
            html.Patient(id);
        }
        else if (id is not null)
        {
            html.Link($"/?document={Uri.EscapeDataString(id)}", id);
        }
    }

    private static void WriteDetails(Html html, Words words, ObjectSummary item)
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

    private static Action? Text(Html html, string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : () => html.Text(text);

    private static string CodeTexts(Words words, IEnumerable<CodedValue> codes) =>
        string.Join(", ", codes.Select(code => CodeText(words, code)));

    private static string CodeText(Words words, CodedValue? code) => code is null
        ? ""
        : EventWords.Of(words, code) is var text && text == code.Code ? text : $"{text} ({code.Code})";
}
