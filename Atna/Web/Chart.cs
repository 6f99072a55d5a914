using System.Globalization;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// Events by day and kind: a drawing, and below it the same as a table for whoever does not see it.
/// </summary>
internal static class Chart
{
    private const int Height = 160;
    private const int MaxDays = 62;
    private static readonly string[] Kinds = ["query", "read", "write", "security", "other"];

    public static void Write(
        Html html, Words words, IReadOnlyList<(long Time, string? EventId)> events, TimeZoneInfo zone)
    {
        var days = events
            .GroupBy(one => TimeZoneInfo.ConvertTime(Microseconds.ToTime(one.Time), zone).ToString("yyyy-MM-dd"))
            .OrderByDescending(day => day.Key, StringComparer.Ordinal).Take(MaxDays)
            .Select(day => (Day: day.Key, Counts: CountsOf(day))).Reverse().ToList();
        if (days.Count == 0)
        {
            return;
        }

        html.Tag("section", [("aria-labelledby", "timeline")], () =>
        {
            html.Tag("h2", [("id", "timeline")], () => html.Text(words["timeline"]));
            if (events.Count >= Timeline.MaxEvents)
            {
                html.Tag("p", words["timeline-cut"]);
            }

            Draw(html, words, days);
            html.Tag("details", () =>
            {
                html.Tag("summary", words["details"]);
                html.Table(
                    words["timeline"], [words["day"], .. Kinds.Select(kind => words["kind-" + kind])],
                    days.Select(day => (Action[])[() => html.Text(day.Day), .. day.Counts.Select(
                        count => (Action)(() => html.Text(Number(count))))]));
            });
        });
    }

    private static void Draw(Html html, Words words, List<(string Day, int[] Counts)> days)
    {
        var highest = Math.Max(1, days.Max(day => day.Counts.Sum()));
        var width = Math.Max(300, days.Count * 14);
        html.Tag(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"), ("aria-label", words["timeline"]),
                ("viewBox", $"0 0 {width} {Height}"), ("width", Number(width)), ("height", Number(Height)),
            ],
            () =>
            {
                for (var i = 0; i < days.Count; i++)
                {
                    var top = (double)Height;
                    for (var kind = 0; kind < Kinds.Length; kind++)
                    {
                        var height = (double)days[i].Counts[kind] * (Height - 4) / highest;
                        top -= height;
                        var title = $"{days[i].Day}: {words["kind-" + Kinds[kind]]} {days[i].Counts[kind]}";
                        html.Tag(
                            "rect",
                            [
                                ("class", "kind-" + Kinds[kind]), ("x", Number(i * 14)), ("y", Number(top)),
                                ("width", "11"), ("height", Number(height)),
                            ],
                            () => html.Tag("title", title));
                    }
                }
            });
        html.Tag("ul", [("class", "legend")], () => Array.ForEach(
            Kinds, kind => html.Tag("li", "kind-" + kind, words["kind-" + kind])));
    }

    private static int[] CountsOf(IEnumerable<(long Time, string? EventId)> events)
    {
        var counts = new int[Kinds.Length];
        foreach (var (_, id) in events)
        {
            counts[Array.IndexOf(Kinds, KindOf(id))]++;
        }

        return counts;
    }

    private static string KindOf(string? eventId) => eventId switch
    {
        "110112" => "query",
        "110103" or "110104" or "110106" => "read",
        "110107" or "110110" or "110109" => "write",
        "110101" or "110113" or "110114" => "security",
        _ => "other",
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
