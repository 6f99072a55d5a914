using System.Diagnostics;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>Numbered steps with their times; the first that fails ends the list.</summary>
internal sealed class StepList
{
    private int _number;

    /// <param name="title">What is about to happen.</param>
    /// <param name="work">Gives one line about what came of it.</param>
    public async Task RunAsync(string title, Func<Task<string>> work)
    {
        var clock = Stopwatch.StartNew();
        var label = $"[bold]{++_number}[/] {Screen.Text(title)}";
        try
        {
            var outcome = await work();
            Screen.Out.MarkupLine($"{label} [grey]{clock.Elapsed.TotalSeconds:0.00} s[/]");
            foreach (var line in outcome.Split('\n'))
            {
                Screen.Out.MarkupLine($"  [green]✓[/] {Screen.Text(Screen.Printable(line))}");
            }
        }
        catch
        {
            Screen.Out.MarkupLine($"{label}\n  [red]✗ failed[/]");
            throw;
        }
    }

    public static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw CommandException.Failed(otherwise);
        }
    }
}
