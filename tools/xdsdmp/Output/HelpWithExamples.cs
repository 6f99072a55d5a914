using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace XdsDmp.CommandLine.Output;

/// <summary>The usual help, followed by the command's details and examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] First =
    [
        "xdsdmp demo",
        "xdsdmp up --data ./data",
        "xdsdmp patient add DMP-1",
        "xdsdmp submit report.xml --patient DMP-1",
        "xdsdmp query find-documents --patient DMP-1",
        "xdsdmp retrieve 1.2.3.4 --out report.xml",
        "xdsdmp audit list",
    ];

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case RootCommand:
                Write(output, "Examples:", First);
                break;
            case ExampleCommand command:
                Write(output, "Details:", command.Details.Length == 0 ? [] : command.Details.Split('\n'));
                Write(output, "Examples:", command.Examples);
                break;
        }

        return result;
    }

    private static void Write(TextWriter output, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine(title);
        foreach (var line in lines)
        {
            output.WriteLine(line.Length == 0 ? line : "  " + line);
        }

        output.WriteLine();
    }
}
