using System.Globalization;
using System.Net;

namespace XdsDmp.Bench.Reports;

/// <summary>What all drawings have: size, ground, fonts and colours for light and for dark.</summary>
internal static class Frame
{
    public static string Open(int width, int height) => string.Create(CultureInfo.InvariantCulture, $$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}"
          font-family="sans-serif" font-size="13">
        <style>
          .ground { fill: #fff } text { fill: #1b1f24 } .note { fill: #57606a; font-size: 11px }
          .head { font-size: 16px; font-weight: bold } .end { text-anchor: end } .middle { text-anchor: middle }
          .met { fill: #2a78c8 } .below { fill: #d9822b } .target { stroke: #1b1f24; stroke-dasharray: 4 3; fill: none }
          .grid { stroke: #d0d7de; fill: none } .line { fill: none; stroke-width: 2 }
          @media (prefers-color-scheme: dark) {
            .ground { fill: #0d1117 } text { fill: #e6edf3 } .note { fill: #9198a1 }
            .met { fill: #4493f8 } .below { fill: #e3963e } .target { stroke: #e6edf3 } .grid { stroke: #30363d }
          }
        </style>
        <rect class="ground" width="100%" height="100%"/>

        """);

    public static string Text(double x, double y, string kind, string text) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<text class="{kind}" x="{x:0.#}" y="{y:0.#}">{WebUtility.HtmlEncode(text)}</text>""");
}
