using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>What answers say of patients, for people and for programs.</summary>
internal static class PatientLines
{
    /// <summary>TD0.5.</summary>
    public static int Write(DmpAnswer? answer, bool isJson)
    {
        if (answer is null)
        {
            return ExitCode.Refused;
        }

        var found = answer.All("patient").Select(Of).ToList();
        if (isJson)
        {
            JsonOutput.Write(found);
            return ExitCode.Done;
        }

        foreach (var patient in found)
        {
            Screen.Out.WriteLine(Screen.Printable(
                $"{patient.Ids[0]}  {patient.Name}  {patient.BirthDate}  {patient.Match} %"));
        }

        Screen.Error.WriteLine($"{found.Count} found");
        return ExitCode.Done;
    }

    /// <summary>TD0.2, with the data of TD1.3a where they were asked for.</summary>
    public static void WriteOne(PatientId asked, DmpAnswer exists, DmpAnswer data, bool isJson)
    {
        var patient = data.First("patient") is { } node ? Of(node) : null;
        var authorisation = Line(exists, "AUTORISATION");
        var isAttending = Line(exists, "STATUT_MT") == "true";
        if (isJson)
        {
            JsonOutput.Write(new
            {
                Exists = patient is not null,
                Authorisation = authorisation,
                IsAttendingPhysician = isAttending,
                Patient = patient,
            });
            return;
        }

        if (patient is null)
        {
            Screen.Out.WriteLine($"{asked}  no DMP");
            return;
        }

        Screen.Out.WriteLine(Screen.Printable(
            $"{string.Join("  ", patient.Ids)}  {patient.Name}  {patient.BirthDate}  {patient.Gender}"));
        var role = isAttending ? ", médecin traitant" : "";
        Screen.Out.WriteLine(Screen.Printable($"{patient.Status}; authorisation {authorisation}{role}"));
        foreach (var (code, value) in patient.Observations)
        {
            Screen.Out.WriteLine(Screen.Printable($"  {code}: {value}"));
        }

        foreach (var line in patient.Contact)
        {
            Screen.Out.WriteLine(Screen.Printable($"  {line}"));
        }
    }

    public static IReadOnlyList<string> IdsOf(ElementNode node) =>
    [
        .. DmpAnswer.All(node, "patient").SelectMany(patient => patient.Elements)
            .Where(element => element.LocalName == "id")
            .Select(id => new PatientId(id.Attribute("extension") ?? "", id.Attribute("root") ?? "").ToString()),
    ];

    private static string? Line(DmpAnswer answer, string keyWord) => answer.All("attentionLine")
        .Where(line => DmpAnswer.Value(line, "keyWordText", "code") == keyWord)
        .Select(line => DmpAnswer.Value(line, "value", "code") ?? DmpAnswer.Value(line, "value")).FirstOrDefault();

    private static ShownPatient Of(ElementNode patient)
    {
        var person = DmpAnswer.All(patient, "patientPerson").FirstOrDefault() ?? patient;
        var names = DmpAnswer.All(person, "name").FirstOrDefault()?.Elements.Select(part => part.Text()) ?? [];
        return new ShownPatient(
            IdsOf(patient), patient.Elements.FirstOrDefault(e => e.LocalName == "statusCode")?.Attribute("code"),
            string.Join(' ', names))
        {
            BirthDate = DmpAnswer.Value(person, "birthTime"),
            Gender = DmpAnswer.Value(person, "administrativeGenderCode", "code"),
            Match = DmpAnswer.All(patient, "queryMatchObservation").Select(o => DmpAnswer.Value(o, "value"))
                .FirstOrDefault(),
            Observations = DmpAnswer.All(patient, "administrativeObservation").ToDictionary(
                o => DmpAnswer.Value(o, "code", "code") ?? "", o => DmpAnswer.Value(o, "value") ?? ""),
            Contact =
            [
                .. person.Elements.Where(e => e.LocalName == "addr")
                    .Select(e => string.Join(", ", e.Elements.Select(part => part.Text()))),
                .. person.Elements.Where(e => e.LocalName == "telecom").Select(e => e.Attribute("value") ?? ""),
            ],
        };
    }

    private sealed record ShownPatient(IReadOnlyList<string> Ids, string? Status, string Name)
    {
        public string? BirthDate { get; init; }

        public string? Gender { get; init; }

        public string? Match { get; init; }

        public IReadOnlyDictionary<string, string> Observations { get; init; } = new Dictionary<string, string>();

        public IReadOnlyList<string> Contact { get; init; } = [];
    }
}
