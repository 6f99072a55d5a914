using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>Who may open a DMP (TD0.3, TD1.6), and which ones somebody may open (TD0.4).</summary>
internal static class AuthorisationCommands
{
    public static Command Authorise() => Set(
        "authorise", "The professional says that the patient authorises him (TD0.3).", "AJOUT",
        "He is the médecin traitant too", "xdsdmp dmp authorise 279035121518989 --attending-physician");

    public static Command Revoke() => Set(
        "revoke", "The professional needs his authorisation no more (TD0.3).", "SUPPRESSION",
        "Only stop being the médecin traitant", "xdsdmp dmp revoke 279035121518989");

    public static Command Professionals()
    {
        var options = new DmpOptions();
        var mode = new Option<string>("--mode")
        {
            HelpName = "MODE",
            Description = "ACTIVE, INTERDITE or TOUTE",
            DefaultValueFactory = _ => "TOUTE",
        };
        Command command = new ExampleCommand(
            "professionals", "Who is authorised or blocked on a DMP (TD1.6).", "",
            "xdsdmp dmp professionals 279035121518989 --mode ACTIVE --json")
        {
            DmpOptions.Patient, mode,
        };
        options.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var patient = DmpOptions.PatientOf(parsed.GetRequiredValue(DmpOptions.Patient));
            var body = DmpRequests.Business(
                DmpTransactions.Td16, patient, ("mode", parsed.GetRequiredValue(mode)));
            var answer = await options.SendAsync(parsed, DmpTransactions.Td16, patient, body, cancel);
            return List(answer, "authorization", options.IsJson(parsed),
                "nationalId", "lastName", "codeSpeciality", "mode", "specificRight", "startOfAuthorization");
        });
        return command;
    }

    public static Command Patients()
    {
        var options = new DmpOptions();
        var since = new Option<string>("--since")
        {
            HelpName = "YYYYMMDDhhmmss",
            Description = "Since when",
            DefaultValueFactory = _ => Hl7Time.Of(TimeProvider.System.GetUtcNow().AddDays(-365)).Digits,
        };
        var byDocument = new Option<bool>("--by-document")
        {
            Description = "With a document since then, instead of an authorisation",
        };
        Command command = new ExampleCommand(
            "patients", "The DMPs on which the professional is authorised (TD0.4).", "",
            "xdsdmp dmp patients --since 20260101000000 --by-document")
        {
            since, byDocument,
        };
        options.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var body = DmpRequests.Business(
                DmpTransactions.Td04, null, ("startDate", parsed.GetRequiredValue(since)),
                ("dateType", parsed.GetValue(byDocument) ? "LASTDOC" : "LASTAUTORIZATION"));
            var answer = await options.SendAsync(parsed, DmpTransactions.Td04, null, body, cancel);
            return List(answer, "patient", options.IsJson(parsed),
                "nationalId", "lastName", "firstName", "dateOfBirth", "MT", "lastAddDate");
        });
        return command;
    }

    private static Command Set(string name, string summary, string action, string roleText, string example)
    {
        var options = new DmpOptions();
        var role = new Option<bool>("--attending-physician") { Description = roleText };
        Command command = new ExampleCommand(name, summary, "", example) { DmpOptions.Patient, role };
        options.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var patient = DmpOptions.PatientOf(parsed.GetRequiredValue(DmpOptions.Patient));
            var body = DmpRequests.Business(
                DmpTransactions.Td03, patient, ("action", action),
                ("role", parsed.GetValue(role) ? "MEDECIN_TRAITANT" : null));
            var answer = await options.SendAsync(parsed, DmpTransactions.Td03, patient, body, cancel);
            if (answer is null)
            {
                return ExitCode.Refused;
            }

            if (options.IsJson(parsed))
            {
                JsonOutput.Write(new { Status = "DMPOk", answer.Context });
            }
            else
            {
                Screen.Out.WriteLine($"{patient}  {Screen.Printable(answer.Context)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static int List(DmpAnswer? answer, string element, bool isJson, params string[] columns)
    {
        if (answer is null)
        {
            return ExitCode.Refused;
        }

        var rows = answer.All(element).ToList();
        if (isJson)
        {
            JsonOutput.Write(rows.Select(FieldsOf));
            return ExitCode.Done;
        }

        foreach (var row in rows)
        {
            Screen.Out.WriteLine(Screen.Printable(
                string.Join("  ", columns.Select(column => DmpAnswer.Field(row, column) ?? "-"))));
        }

        Screen.Error.WriteLine($"{rows.Count} found");
        return ExitCode.Done;
    }

    private static Dictionary<string, string> FieldsOf(ElementNode row) =>
        row.Elements.GroupBy(field => field.LocalName).ToDictionary(group => group.Key, group => group.First().Text());
}
