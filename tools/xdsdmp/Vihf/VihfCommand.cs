using System.CommandLine;
using System.Text;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Vihf;

/// <summary><c>vihf</c>: makes assertions for tests, and explains any.</summary>
internal static class VihfCommand
{
    private const string Details = """
        Without options: the VIHF of a doctor of the development practice, signed with the structure's development
        certificate, for an hour. It goes with the client certificate pki/practice.pem; with --mode direct it is signed
        by the professional's card and goes with pki/professional.pem. --xua makes a plain XUA assertion instead.

        The keys are those that 'xdsdmp up' has made in the data folder; they sign for nobody else. --certificate and
        --key name other ones.

        --explain reads an assertion, or a message that carries one, and tells what it says and everything for which it
        would be refused. Exit code 0: it would be accepted.
        """;

    private static readonly Option<string?> Explained = new("--explain")
    {
        HelpName = "FILE",
        Description = "Explain this assertion, or the one in this SOAP message",
    };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where the assertion goes [default: standard output]",
    };

    private static readonly AssertionOptions Options = new();
    private static readonly ExplanationOptions Explanation = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "vihf", "Make a VIHF or XUA assertion for tests, or explain one.", Details,
            "xdsdmp vihf --patient 279035121518989 > vihf.xml",
            "xdsdmp vihf --patient 279035121518989 --purpose bris_de_glace --reason 'unconscious' -o vihf.xml",
            "xdsdmp vihf --xua --ps jdoe --patient DMP-1 -o assertion.xml",
            "xdsdmp vihf --explain vihf.xml")
        {
            Explained, Output,
        };
        Options.AddTo(command);
        Explanation.AddTo(command);
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(Explained) is { } file)
        {
            return AssertionExplanation.Write(file, Explanation.Read(parsed, Options.FolderOf(parsed)));
        }

        var assertion = AssertionMaker.Make(Options.Read(parsed));
        if (parsed.GetValue(Output) is { } output)
        {
            KeyFiles.WritePublic(output, assertion);
            Screen.Error.WriteLine($"written: {output}");
        }
        else
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(assertion));
        }

        return ExitCode.Done;
    }
}
