using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity;

namespace XdsDmp.CommandLine.Patients;

/// <summary>
/// <c>patient</c>: which patients the registry knows, for installations without a patient identity feed.
/// </summary>
internal static class PatientCommand
{
    private static readonly Argument<string> Id =
        new("ID") { Description = "id^^^&oid&ISO, or an id of the authority" };

    private static readonly Option<string> Into = new("--into")
    {
        HelpName = "ID",
        Description = "The identifier that stands for both from now on",
        Required = true,
    };

    private static readonly Option<string?> Authority = new("--authority")
    {
        HelpName = "OID",
        Description = "Assigning authority of the id [default: the installation's]",
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

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most so many",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create() => new(
        "patient",
        "Tell the registry of patients, or list those it knows. Works while the services run, and while they do not.")
    {
        Add(), Merge(), List(),
    };

    private static Command Add()
    {
        Command command = new ExampleCommand(
            "add", "Make a patient known to the registry.", "A patient that is known already stays as it is.",
            "xdsdmp patient add DMP-1",
            "xdsdmp patient add 'DMP-1^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO' --data ./data")
        {
            Id, Authority, Data, Database,
        };
        command.Run(AddAsync);
        return command;
    }

    private static Command Merge()
    {
        Command command = new ExampleCommand(
            "merge", "Merge one identifier of a patient into another one.",
            "Cannot be undone. Queries then find the documents of both under the second identifier.",
            "xdsdmp patient merge DMP-1 --into DMP-2")
        {
            Id, Into, Authority, Data, Database,
        };
        command.Run(MergeAsync);
        return command;
    }

    private static Command List()
    {
        Command command = new ExampleCommand(
            "list", "The patients that the registry knows.", details: "", "xdsdmp patient list --json")
        {
            Data, Database, Limit, Json,
        };
        command.Run(Show);
        return command;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = DataFolder.Of(parsed.GetValue(Data));
        var patient = PatientOf(parsed.GetRequiredValue(Id), parsed.GetValue(Authority), folder);
        if (parsed.GetValue(Database) is null)
        {
            folder.Create();
        }

        using var table = PatientTable.Open(LocationOf(parsed));
        var isNew = await table.AddAsync(patient, Environment.UserName).WaitAsync(cancel);
        Screen.Out.WriteLine(patient.ToString());
        Screen.Error.WriteLine(isNew ? "added" : "was known already");
        return ExitCode.Done;
    }

    private static async Task<int> MergeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = DataFolder.Of(parsed.GetValue(Data));
        var subsumed = PatientOf(parsed.GetRequiredValue(Id), parsed.GetValue(Authority), folder);
        var surviving = PatientOf(parsed.GetRequiredValue(Into), parsed.GetValue(Authority), folder);
        using var table = PatientTable.Open(Existing(parsed));
        var errors = await table.MergeAsync(subsumed, surviving, Environment.UserName).WaitAsync(cancel);
        foreach (var error in errors)
        {
            Screen.Error.WriteLine(error);
        }

        if (errors.Count > 0)
        {
            return ExitCode.Refused;
        }

        Screen.Out.WriteLine($"{subsumed}  merged into {surviving}");
        return ExitCode.Done;
    }

    private static int Show(ParseResult parsed)
    {
        using var table = PatientTable.Open(Existing(parsed));
        var patients = table.List(parsed.GetValue(Limit));
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(patients.Select(p => new { Id = p.Id.ToString(), MergedInto = p.MergedInto?.ToString() }));
            return ExitCode.Done;
        }

        foreach (var patient in patients)
        {
            Screen.Out.WriteLine($"{patient.Id}{(patient.MergedInto is { } other ? $"  merged into {other}" : "")}");
        }

        Screen.Error.WriteLine($"{patients.Count} {(patients.Count == 1 ? "patient" : "patients")}");
        return ExitCode.Done;
    }

    private static string Existing(ParseResult parsed)
    {
        var file = LocationOf(parsed);
        return DatabaseLocation.IsThere(file)
            ? file
            : throw CommandException.Usage($"there is no registry database {file}", "Name the data folder: --data DIR");
    }

    private static string LocationOf(ParseResult parsed) => parsed.GetValue(Database) is { } named
        ? DatabaseLocation.Of(named)
        : DatabaseLocation.In(DataFolder.Of(parsed.GetValue(Data)), "Registry:Database");

    private static PatientId PatientOf(string text, string? authority, DataFolder folder)
    {
        if (text.Contains('^'))
        {
            return PatientId.TryParse(text)
                ?? throw CommandException.Usage($"'{text}' is not a patient id of the form id^^^&oid&ISO");
        }

        var chosen = authority ?? NodeIdentity.AuthorityOf(folder);
        return text.Length > 0 && Oid.IsValid(chosen)
            ? new PatientId(text, chosen)
            : throw CommandException.Usage($"'{chosen}' is not an OID, or the id is empty");
    }
}
