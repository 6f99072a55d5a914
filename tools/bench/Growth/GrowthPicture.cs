using System.Globalization;
using System.Text;
using XdsDmp.Bench.Reports;

namespace XdsDmp.Bench.Growth;

/// <summary>Cost over size as lines, beside the target.</summary>
internal static class GrowthPicture
{
    private const int Left = 60, Width = 600, Top = 70, Height = 300, Names = 190;
    private const double Highest = 2;

    private static readonly string[] Colours =
        ["#2a78c8", "#d9822b", "#2f9e6e", "#b04fc4", "#c94a53", "#8a7a2f", "#5b6ad0"];

    public static string Of(IReadOnlyList<GrowthResult> results, Heading heading)
    {
        var svg = new StringBuilder(Frame.Open(Left + Width + Names, Top + Height + 76));
        var sizes = results.SelectMany(row => row.Sizes).Select(it => it.Size).Distinct().Order().ToList();
        svg.AppendLine(Frame.Text(
            16, 26, "head", "Cost of one request over what is there, as a multiple of that at 10,000"));
        svg.AppendLine(Frame.Text(16, 46, "note", heading.Run));
        for (var step = 0; step <= 4; step++)
        {
            Line(svg, "grid", Y(step * Highest / 4));
            svg.AppendLine(Frame.Text(Left - 8, Y(step * Highest / 4) + 4, "note end", $"{step * Highest / 4:0.0}"));
        }

        Line(svg, "target", Y(GrowthTable.Target));
        sizes.ForEach(size => svg.AppendLine(
            Frame.Text(X(sizes, size), Top + Height + 22, "note middle", $"{size:#,0}")));
        var labels = new List<double>();
        for (var i = 0; i < results.Count; i++)
        {
            Append(svg, results[i], Colours[i % Colours.Length], sizes, labels);
        }

        svg.AppendLine(Frame.Text(Left, Top + Height + 60, "note", heading.Machine));
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Append(
        StringBuilder svg, GrowthResult row, string colour, List<long> sizes, List<double> labels)
    {
        var points = row.Sizes
            .Select((it, i) => (X: X(sizes, it.Size), Y: Y(Math.Min(Highest, row.CostOf(i))))).ToList();
        var text = string.Join(
            ' ', points.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.X:0.#},{it.Y:0.#}")));
        svg.AppendLine($"""<polyline class="line" stroke="{colour}" points="{text}"/>""");
        points.ForEach(it => svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<circle cx="{it.X:0.#}" cy="{it.Y:0.#}" r="3.5" fill="{colour}"/>"""));

        // Names stand at the ends of the lines, and give way to each other.
        var y = points[^1].Y + 4;
        while (labels.Any(other => Math.Abs(other - y) < 15))
        {
            y += 3;
        }

        labels.Add(y);
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<rect x="{Left + Width + 12}" y="{y - 9:0.#}" width="10" height="10" fill="{colour}"/>""");
        var last = row.CostOf(row.Sizes.Count - 1).ToString("0.00", CultureInfo.InvariantCulture);
        svg.AppendLine(Frame.Text(Left + Width + 28, y, "", $"{row.Row} {last}"));
    }

    private static void Line(StringBuilder svg, string kind, double y) => svg.AppendLine(
        CultureInfo.InvariantCulture, $"""<path class="{kind}" d="M{Left} {y:0.#}h{Width}"/>""");

    /// <summary>Sizes are ten times each other, mostly: they stand at equal distances.</summary>
    private static double X(List<long> sizes, long size) =>
        Left + 20 + ((Width - 40.0) * sizes.IndexOf(size) / Math.Max(1, sizes.Count - 1));

    private static double Y(double cost) => Top + Height - (Height * cost / Highest);
}
