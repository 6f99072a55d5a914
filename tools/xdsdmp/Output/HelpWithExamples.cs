using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace XdsDmp.CommandLine.Output;

/// <summary>The usual help, followed by the command's examples.</summary>
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
        var examples = parseResult.CommandResult.Command switch
        {
            ExampleCommand command => command.Examples,
            RootCommand => First,
            _ => [],
        };
        var output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        return result;
    }
}
