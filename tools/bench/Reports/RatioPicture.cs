using System.Globalization;
using System.Text;
using XdsDmp.Bench.Measuring;

namespace XdsDmp.Bench.Reports;

/// <summary>
/// The ratios as bars: how far each reaches towards its target, which is the same line for all of them. Drawn to be
/// read on light and on dark ground.
/// </summary>
internal static class RatioPicture
{
    private const int Names = 190, Bars = 420, Numbers = 300, RowHeight = 30, Top = 78;

    /// <summary>Bars end at this multiple of the target.</summary>
    private const double Longest = 2;

    public static string Of(IReadOnlyList<RowResult> results, Heading heading)
    {
        var rows = results.Where(row => row.Pairing.Target is not null).ToList();
        var (width, height) = (Names + Bars + Numbers, Top + (rows.Count * RowHeight) + 44);
        var svg = new StringBuilder(Frame.Open(width, height));
        svg.AppendLine(Frame.Text(16, 26, "head", "Share of the ceiling that was reached, against the target"));
        svg.AppendLine(Frame.Text(16, 46, "note", heading.Run));
        for (var i = 0; i < rows.Count; i++)
        {
            Append(svg, rows[i], Top + (i * RowHeight));
        }

        var target = Names + (Bars / Longest);
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<path class="target" d="M{target} {Top - 8}V{Top + (rows.Count * RowHeight)}"/>""");
        svg.AppendLine(Frame.Text(target, Top - 14, "note middle", "target"));
        svg.AppendLine(Frame.Text(16, height - 14, "note", heading.Machine));
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Append(StringBuilder svg, RowResult row, int y)
    {
        var share = row.Ratio / row.Pairing.Target!.Value;
        var length = Math.Max(2, Bars * Math.Min(share, Longest) / Longest);
        var kind = row.IsBelowTarget ? "below" : "met";
        svg.AppendLine(Frame.Text(Names - 10, y + 18, "end", row.Pairing.Name));
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""
            <rect class="{kind}" x="{Names}" y="{y + 4}" width="{length:0.#}" height="{RowHeight - 10}" rx="2"/>
            """);
        svg.AppendLine(Frame.Text(
            Names + Bars + 10, y + 18, "",
            string.Create(CultureInfo.InvariantCulture, $"{row.Ratio:0.00} (target {row.Pairing.Target:0.00})  ")
            + $"{row.Ours.PerSecond:#,0} {row.Pairing.Unit}"
            + (row.IsBelowTarget ? ", below target" : "")));
    }
}
