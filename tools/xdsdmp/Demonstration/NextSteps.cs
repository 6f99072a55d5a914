using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>What to try after the demonstration.</summary>
internal static class NextSteps
{
    private const string Text = """
        Next, with data that stays (with 'dotnet run --project tools/xdsdmp --' for 'xdsdmp'):

          xdsdmp up --data ./data --base-port 8443          keep this running
          xdsdmp patient add DMP-TEST-1                     in a second terminal
          xdsdmp submit tools/xdsdmp/Demonstration/Sample.xml --patient DMP-TEST-1
          xdsdmp query find-documents --patient DMP-TEST-1
          xdsdmp audit list
          curl --cacert data/pki/ca.pem --cert data/pki/practice.pem --key data/pki/practice.key \
               'https://localhost:8443/registry?wsdl'

        README.md has the rest; every command has --help.
        """;

    public static void Write()
    {
        Screen.Out.MarkupLine("[green]Everything came out right.[/]");
        Screen.Out.WriteLine();
        foreach (var line in Text.Split('\n'))
        {
            Screen.Out.WriteLine(line.TrimEnd('\r'));
        }
    }
}
