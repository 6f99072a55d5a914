using System.Globalization;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// Events by day and kind: a drawing, and below it the same as a table for whoever does not see it. Days on which
/// nothing happened have their place, too.
/// </summary>
internal static class Chart
{
    public const int MaxDays = 62;
    private const int Width = 900;
    private const int Left = 40;
    private const int Top = 12;
    private const int Bottom = 180;
    private const int Height = 205;
    private const int WidestBar = 34;
    private static readonly string[] Kinds = ["query", "read", "write", "security", "other"];

    public static void Write(
        Html html, Words words, IReadOnlyList<TimelineEvent> events, string queryWithoutDays, TimeZoneInfo zone)
    {
        if (events.Count == 0)
        {
            return;
        }

        var days = DaysOf(events, zone);
        html.Tag("section", [("aria-labelledby", "timeline")], () =>
        {
            html.Tag("h2", [("id", "timeline")], () => html.Text(words["timeline"]));
            if (events.Count >= Timeline.MaxEvents)
            {
                html.Tag("p", "notice", words["timeline-cut"]);
            }

            if (days.Sum(day => day.Counts.Sum()) < events.Count)
            {
                html.Tag("p", "quiet", words["timeline-days"]);
            }

            html.Tag(
                "figure", [("class", "chart"), ("tabindex", "0"), ("role", "group"), ("aria-label", words["timeline"])],
                () => Draw(html, words, days));
            html.Tag("ul", [("class", "legend")], () => Array.ForEach(Kinds, kind => html.Tag(
                "li", kind, $"{words["kind-" + kind]} {days.Sum(day => day.Counts[Array.IndexOf(Kinds, kind)])}")));
            html.Tag("details", () =>
            {
                html.Tag("summary", words["numbers"]);
                html.Table(
                    words["timeline"], [words["day"], .. Kinds.Select(kind => words["kind-" + kind])],
                    days.Where(day => day.Counts.Sum() > 0).Select(day => RowOf(html, words, day, queryWithoutDays)),
                    isCaptionSeen: false);
            });
        });
    }

    private static Action[] RowOf(Html html, Words words, Day day, string query) =>
    [
        () => html.Link(
            $"/?{query}{(query.Length > 0 ? "&" : "")}from={Iso(day.Date)}&to={Iso(day.Date)}", words.Day(day.Date)),
        .. day.Counts.Select(count => (Action)(() => html.Text(Number(count)))),
    ];

    private static void Draw(Html html, Words words, IReadOnlyList<Day> days)
    {
        var highest = Math.Max(1, days.Max(day => day.Counts.Sum()));
        var step = Math.Min((double)(Width - Left) / days.Count, WidestBar + 8);
        html.Tag(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"), ("aria-label", words["timeline"]),
                ("viewBox", $"0 0 {Width} {Height}"),
            ],
            () =>
            {
                DrawLine(html, Bottom, "0");
                DrawLine(html, Top, Number(highest));
                for (var i = 0; i < days.Count; i++)
                {
                    DrawDay(html, words, days[i], (Left + (i * step), step * 0.8), (double)(Bottom - Top) / highest);
                }

                // So many dates as have room.
                var every = (int)Math.Ceiling(70 / step);
                for (var i = 0; i < days.Count; i += every)
                {
                    DrawText(html, Left + (i * step), Height - 6, "start", words.Day(days[i].Date));
                }
            });
    }

    private static void DrawDay(Html html, Words words, Day day, (double X, double Width) bar, double scale)
    {
        var top = (double)Bottom;
        foreach (var (kind, count) in Kinds.Zip(day.Counts).Where(pair => pair.Second > 0))
        {
            top -= count * scale;
            html.Tag(
                "rect",
                [
                    ("class", kind), ("x", Number(bar.X)), ("y", Number(top)), ("width", Number(bar.Width)),
                    ("height", Number(count * scale)),
                ],
                () => html.Tag("title", $"{words.Day(day.Date)}: {words["kind-" + kind]} {count}"));
        }
    }

    private static void DrawLine(Html html, int y, string label)
    {
        html.Tag(
            "line", [("x1", Number(Left)), ("x2", Number(Width)), ("y1", Number(y)), ("y2", Number(y))]);
        DrawText(html, Left - 6, y + 4, "end", label);
    }

    private static void DrawText(Html html, double x, double y, string anchor, string text) => html.Tag(
        "text", [("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor)], () => html.Text(text));

    /// <summary>From the first day to the last, but no more than have room.</summary>
    private static List<Day> DaysOf(IReadOnlyList<TimelineEvent> events, TimeZoneInfo zone)
    {
        var counted = events
            .GroupBy(one => DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(Microseconds.ToTime(one.Time), zone).DateTime))
            .ToDictionary(day => day.Key, CountsOf);
        var last = counted.Keys.Max();
        var room = last.DayNumber >= MaxDays ? last.AddDays(1 - MaxDays) : DateOnly.MinValue;
        var first = counted.Keys.Where(day => day >= room).Min();
        return
        [
            .. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(i => first.AddDays(i))
                .Select(date => new Day(date, counted.GetValueOrDefault(date) ?? new int[Kinds.Length])),
        ];
    }

    private static int[] CountsOf(IEnumerable<TimelineEvent> events)
    {
        var counts = new int[Kinds.Length];
        foreach (var one in events)
        {
            counts[Array.IndexOf(Kinds, KindOf(one))]++;
        }

        return counts;
    }

    /// <summary>FHIR's RESTful events say by their action alone what they are.</summary>
    private static string KindOf(TimelineEvent one) => one switch
    {
        { Type: "ITI-41" or "ITI-42" or "ITI-57" or "ITI-61" or "ITI-62" or "ITI-86" or "ITI-92" } => "write",
        { EventId: "110112" } or { EventId: "rest", Action: "E" } => "query",
        { EventId: "110103" or "110104" or "110106" } or { EventId: "rest", Action: "R" } => "read",
        { EventId: "110107" or "110109" or "110110" or "110111" or "110105" or "rest" } => "write",
        { EventId: "110101" or "110113" or "110114" } => "security",
        _ => "other",
    };

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <param name="Date">In the zone of this machine.</param>
    /// <param name="Counts">By kind.</param>
    private sealed record Day(DateOnly Date, int[] Counts);
}
