using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;

namespace XdsDmp.CommandLine.Dmp;

/// <summary><c>dmp ins</c>: checks and explains a national health identifier, or computes an INS-C.</summary>
internal static class InsCommand
{
    private static readonly InsRules Any = new([.. InsAuthority.All.Select(authority => authority.Oid)]);

    private static readonly Argument<string?> Number = new("NUMBER")
    {
        Description =
            "INS-NIR or NIA (15 characters), INS-C (22 digits), or id^^^&oid&ISO; with --compute a NIR without key",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Compute = new("--compute") { Description = "Compute an INS-C" };

    private static readonly Option<string?> FirstName = new("--first-name")
    {
        HelpName = "NAME",
        Description = "As on the card",
    };

    private static readonly Option<string?> BirthDate = new("--birth-date")
    {
        HelpName = "YYMMDD",
        Description = "As on the card [default: not known]",
    };

    private static readonly Option<bool> French = new("--french") { Description = "Explain in French" };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "ins", "Check and explain an INS, or compute an INS-C.",
            "Whether somebody bears the number only the national service can tell.",
            "xdsdmp dmp ins 279035121518989",
            "xdsdmp dmp ins --compute 2790351215189 --first-name ELODIE --birth-date 790312")
        {
            Number, Compute, FirstName, BirthDate, French, Json,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var number = parsed.GetValue(Number)
            ?? throw CommandException.Usage("which number?", "xdsdmp dmp ins NUMBER");
        if (parsed.GetValue(Compute))
        {
            return ShowComputed(parsed, number);
        }

        var ins = DmpOptions.PatientOf(number);
        var problem = InsCheck.ProblemOf(ins, Any, "NUMBER");
        var kind = InsAuthority.Find(ins.Authority);
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(new
            {
                Id = ins.ToString(),
                Kind = kind?.Kind,
                Domain = kind?.Name,
                IsGood = problem is null,
                Key = InsCheck.KeyOf(ins),
                Rule = problem?.Rule,
            });
        }
        else if (problem is null)
        {
            Screen.Out.WriteLine($"{ins}  {kind}: form and key are right");
        }
        else
        {
            var language = parsed.GetValue(French) ? Language.French : Language.English;
            MistakeLines.Write(new DmpMistake(problem.Rule, problem.ToString(language)));
        }

        return problem is null ? ExitCode.Done : ExitCode.Refused;
    }

    private static int ShowComputed(ParseResult parsed, string nir)
    {
        try
        {
            var ins = InsC.Compute(
                parsed.GetValue(FirstName)
                    ?? throw CommandException.Usage("an INS-C needs the first name: --first-name NAME"),
                parsed.GetValue(BirthDate) ?? "", nir);
            if (parsed.GetValue(Json))
            {
                JsonOutput.Write(new { InsC = ins, InsAuthority.InsC.Oid });
            }
            else
            {
                Screen.Out.WriteLine(ins);
            }

            return ExitCode.Done;
        }
        catch (ArgumentException wrong)
        {
            throw CommandException.Usage(wrong.Message, cause: wrong);
        }
    }
}
