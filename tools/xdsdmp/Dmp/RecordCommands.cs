using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>The DMP of one person: open, change, close, open again, look at (TD0.2, TD0.5, TD1.1 to TD1.4).</summary>
internal static class RecordCommands
{
    private const string Add = "PRPA_IN201311UV02";
    private const string Revise = "PRPA_IN201314UV02";

    public static Command Create()
    {
        var (options, person, consent) = (new DmpOptions(), new PersonOptions(), Consent());
        var others = new Option<string[]>("--also")
        {
            HelpName = "INS",
            Description = "Another identifier of the same person, for instance an INS-C; may be repeated",
        };
        var oppositions = new OppositionOptions();
        Command command = new ExampleCommand(
            "create", "Open a DMP with the patient's consent (TD1.1).", "",
            "xdsdmp dmp create 279035121518989 --birth-name DUPONT --first-names ELODIE --birth-date 19790312")
        {
            DmpOptions.Patient, others, consent,
        };
        person.AddTo(command);
        oppositions.AddTo(command);
        options.AddTo(command);
        command.Run((parsed, cancel) => ChangeAsync(
            parsed, options, DmpTransactions.Td11, Order(parsed, Add, "CREA_RD", person) with
            {
                Patient =
                [
                    PatientOf(parsed), .. (parsed.GetValue(others) ?? []).Select(one => DmpOptions.PatientOf(one)),
                ],
                Observations =
                [
                    new("CONSENTEMENT_OUVERTURE_DMP", parsed.GetValue(consent)), .. oppositions.Read(parsed),
                ],
                ProfessionalId = options.ProfessionalOf(parsed),
            },
            "opened", cancel));
        return command;
    }

    public static Command Change()
    {
        var (options, person, oppositions) = (new DmpOptions(), new PersonOptions(), new OppositionOptions());
        Command command = new ExampleCommand(
            "change", "Change the administrative data of a DMP (TD1.3b).",
            "What is not given is removed: the message describes the person as a whole.",
            "xdsdmp dmp change 279035121518989 --birth-name DUPONT --first-names ELODIE --city LYON")
        {
            DmpOptions.Patient,
        };
        person.AddTo(command);
        oppositions.AddTo(command);
        options.AddTo(command);
        command.Run((parsed, cancel) => ChangeAsync(
            parsed, options, DmpTransactions.Td13b,
            Order(parsed, Revise, "MODIF_DATA", person) with { Observations = [.. oppositions.Read(parsed)] },
            "changed", cancel));
        return command;
    }

    public static Command Close()
    {
        var options = new DmpOptions();
        var why = new Option<string>("--text")
        {
            HelpName = "TEXT",
            Description = "Why, in words",
            DefaultValueFactory = _ => "à la demande du patient",
        };
        Command command = new ExampleCommand(
            "close", "Close a DMP at the patient's wish (TD1.4).", "All of it is kept.",
            "xdsdmp dmp close 279035121518989 --text 'ne souhaite plus de DMP'")
        {
            DmpOptions.Patient, why,
        };
        options.AddTo(command);
        command.Run((parsed, cancel) => ChangeAsync(
            parsed, options, DmpTransactions.Td14,
            Order(parsed, Revise, "FERM", null) with { ClosingText = parsed.GetRequiredValue(why) }, "closed", cancel));
        return command;
    }

    public static Command Reactivate()
    {
        var (options, consent) = (new DmpOptions(), Consent());
        Command command = new ExampleCommand(
            "reactivate", "Open a closed DMP again, with a new consent (TD1.2).", "",
            "xdsdmp dmp reactivate 279035121518989")
        {
            DmpOptions.Patient, consent,
        };
        options.AddTo(command);
        command.Run((parsed, cancel) => ChangeAsync(
            parsed, options, DmpTransactions.Td12,
            Order(parsed, Revise, "REAC", null) with
            {
                Observations = [new("CONSENTEMENT_REACTIVATION_DMP", parsed.GetValue(consent))],
            },
            "open again", cancel));
        return command;
    }

    public static Command Show()
    {
        var options = new DmpOptions();
        var data = new Option<bool>("--data-of-person") { Description = "Administrative data too (TD1.3a)" };
        Command command = new ExampleCommand(
            "show", "Whether there is a DMP, and whether the professional may open it (TD0.2).", "",
            "xdsdmp dmp show 279035121518989", "xdsdmp dmp show 279035121518989 --data-of-person --json")
        {
            DmpOptions.Patient, data,
        };
        options.AddTo(command);
        command.Run((parsed, cancel) => ShowAsync(parsed, options, parsed.GetValue(data), cancel));
        return command;
    }

    public static Command Find()
    {
        var options = new DmpOptions();
        var (family, given) = (Text("--birth-name", "Name of birth"), Text("--first-name", "First name"));
        var (birthDate, gender) = (Text("--birth-date", "YYYYMMDD"), Text("--gender", "M, F or UN"));
        Command command = new ExampleCommand(
            "find", "Who might be the patient of an emergency call (TD0.5); needs --purpose centre_15.", "",
            "xdsdmp dmp find --birth-name DUPONT --birth-date 19790312 --purpose centre_15")
        {
            family, given, birthDate, gender,
        };
        options.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var body = DmpRequests.Search(
                parsed.GetValue(family), parsed.GetValue(given), parsed.GetValue(birthDate), parsed.GetValue(gender));
            var answer = await options.SendAsync(parsed, DmpTransactions.Td05, null, body, cancel);
            return PatientLines.Write(answer, options.IsJson(parsed));
        });
        return command;
    }

    private static async Task<int> ChangeAsync(
        ParseResult parsed, DmpOptions options, TransactionId id, RegistrationOrder order, string done,
        CancellationToken cancel)
    {
        var answer = await options.SendAsync(
            parsed, id, order.Patient[0], DmpRequests.Registration(order), cancel);
        if (answer is null)
        {
            return ExitCode.Refused;
        }

        if (options.IsJson(parsed))
        {
            JsonOutput.Write(new { Transaction = id.Number, Patient = PatientLines.IdsOf(answer.Body) });
        }
        else
        {
            Screen.Out.WriteLine($"{order.Patient[0]}  {done}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(
        ParseResult parsed, DmpOptions options, bool isComplete, CancellationToken cancel)
    {
        var patient = PatientOf(parsed);
        var exists = await options.SendAsync(
            parsed, DmpTransactions.Td02, patient, DmpRequests.Query("TEST_EXST", patient), cancel);
        if (exists is null)
        {
            return ExitCode.Refused;
        }

        var data = isComplete && exists.First("patient") is not null
            ? await options.SendAsync(
                parsed, DmpTransactions.Td13a, patient, DmpRequests.Query("CNSLT_DATA", patient), cancel)
            : null;
        PatientLines.WriteOne(patient, exists, data ?? exists, options.IsJson(parsed));
        return isComplete && data is null && exists.First("patient") is not null ? ExitCode.Refused : ExitCode.Done;
    }

    private static RegistrationOrder Order(
        ParseResult parsed, string interaction, string reason, PersonOptions? person) =>
        new(interaction, reason, [PatientOf(parsed)], person?.Read(parsed));

    private static PatientId PatientOf(ParseResult parsed) =>
        DmpOptions.PatientOf(parsed.GetRequiredValue(DmpOptions.Patient));

    private static Option<bool> Consent() => new("--consent")
    {
        Description = "The patient has agreed, now; --consent false shows the refusal",
        DefaultValueFactory = _ => true,
    };

    private static Option<string?> Text(string name, string description) =>
        new(name) { HelpName = "TEXT", Description = description };
}
