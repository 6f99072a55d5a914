using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>
/// What patients decide and no transaction carries, done at the machine in their name: on the registry's database,
/// while the services run or not.
/// </summary>
internal static class PatientDecisions
{
    private static readonly Argument<string> Professional = new("PS")
    {
        Description = "National identifier of the professional",
    };

    private static readonly Option<string?> Name = new("--ps-name")
    {
        HelpName = "NAME",
        Description = "Name of the professional",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = $"The data folder [default: {DataFolder.Variable}, else ./data]",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        HelpName = "FILE",
        Description = "The registry's database, or postgres:… [default: of DIR's settings, else DIR/registry.db]",
    };

    private static readonly Option<bool?> ShowMasked = new("--show-masked-in-emergency")
    {
        HelpName = "true|false",
        Description = "Masked documents are shown in an emergency all the same",
    };

    private static readonly Argument<string> Other = new("OTHER")
    {
        Description = "Another identifier of the same person",
    };

    public static Command Block()
    {
        Command command = new ExampleCommand(
            "block", "The patient forbids a professional all access.", "An authorisation ends with it.",
            "xdsdmp dmp block 279035121518989 899700218896")
        {
            DmpOptions.Patient, Professional, Name, Data, Database,
        };
        command.Run((parsed, cancel) => RunAsync(
            parsed, "blocked",
            (table, patient) => table.BlockAsync(
                patient, parsed.GetRequiredValue(Professional), parsed.GetValue(Name), Environment.UserName),
            cancel));
        return command;
    }

    public static Command Unblock()
    {
        Command command = new ExampleCommand(
            "unblock", "The patient takes that back.", "The professional is not authorised by that.",
            "xdsdmp dmp unblock 279035121518989 899700218896")
        {
            DmpOptions.Patient, Professional, Data, Database,
        };
        command.Run((parsed, cancel) => RunAsync(
            parsed, "not blocked any more",
            (table, patient) => table.UnblockAsync(
                patient, parsed.GetRequiredValue(Professional), Environment.UserName),
            cancel));
        return command;
    }

    public static Command Oppositions()
    {
        var oppositions = new OppositionOptions();
        Command command = new ExampleCommand(
            "oppositions", "What the patient decides about emergencies.", "What is not given stays as it is.",
            "xdsdmp dmp oppositions 279035121518989 --oppose-bris-de-glace true")
        {
            DmpOptions.Patient, ShowMasked, Data, Database,
        };
        oppositions.AddTo(command);
        command.Run((parsed, cancel) => RunAsync(
            parsed, "done",
            (table, patient) => table.SetOppositionsAsync(
                patient, parsed.GetValue(oppositions.BreakGlass), parsed.GetValue(oppositions.EmergencyCalls),
                parsed.GetValue(ShowMasked), Environment.UserName),
            cancel));
        return command;
    }

    public static Command Join()
    {
        Command command = new ExampleCommand(
            "join", "Another identifier of the same person, to be used beside the first.",
            "For the INS-C of before, or a number in waiting. Cannot be undone.",
            "xdsdmp dmp join 279035121518989 1197854176879056415520")
        {
            DmpOptions.Patient, Other, Data, Database,
        };
        command.Run((parsed, cancel) => RunAsync(
            parsed, "joined",
            (table, patient) => table.JoinAsync(
                patient, DmpOptions.PatientOf(parsed.GetRequiredValue(Other)), Environment.UserName),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, string done, Func<DmpTable, PatientId, Task<bool>> change, CancellationToken cancel)
    {
        var patient = DmpOptions.PatientOf(parsed.GetRequiredValue(DmpOptions.Patient));
        var file = parsed.GetValue(Database) is { } named
            ? DatabaseLocation.Of(named)
            : DatabaseLocation.In(DataFolder.Of(parsed.GetValue(Data)), "Registry:Database");
        if (!DatabaseLocation.IsThere(file))
        {
            throw CommandException.Usage($"there is no registry database {file}", "Name the data folder: --data DIR");
        }

        using var table = DmpTable.Open(file);
        if (!await change(table, patient).WaitAsync(cancel))
        {
            throw CommandException.Failed(
                $"{patient}: nothing to change", "Is there a DMP? 'xdsdmp dmp show' tells");
        }

        Screen.Out.WriteLine($"{patient}  {done}");
        return ExitCode.Done;
    }
}
