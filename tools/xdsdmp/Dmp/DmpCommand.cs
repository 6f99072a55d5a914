using System.CommandLine;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>
/// <c>dmp</c>: the transactions of the DMP as a practice's software sends them, and what patients decide.
/// </summary>
internal static class DmpCommand
{
    private const string Summary = "Open, use and close DMPs (TD0.2 to TD1.6), and check national health identifiers.";

    private const string Details = """
        The services answer these with the profile Dmp: 'xdsdmp up --Profile=Dmp'. Each message carries a VIHF: the one
        of --assertion FILE, else one that is made with the development keys of the data folder, for the doctor of --ps.
        Other professions, modes and patients: 'xdsdmp vihf'.

        Blocking professionals and deciding about emergencies is for patients, who have no transaction for it: block,
        unblock, oppositions and join work on the registry's database of the data folder.
        """;

    public static Command Create() => new ExampleCommand(
        "dmp", Summary, Details,
        "xdsdmp dmp create 279035121518989 --birth-name DUPONT --first-names 'ELODIE ANNE' --birth-date 19790312",
        "xdsdmp dmp authorise 279035121518989 --attending-physician",
        "xdsdmp dmp show 279035121518989 --json",
        "xdsdmp dmp ins 279035121518989")
    {
        RecordCommands.Create(),
        RecordCommands.Change(),
        RecordCommands.Close(),
        RecordCommands.Reactivate(),
        RecordCommands.Show(),
        AuthorisationCommands.Authorise(),
        AuthorisationCommands.Revoke(),
        AuthorisationCommands.Professionals(),
        AuthorisationCommands.Patients(),
        RecordCommands.Find(),
        PatientDecisions.Block(),
        PatientDecisions.Unblock(),
        PatientDecisions.Oppositions(),
        PatientDecisions.Join(),
        InsCommand.Create(),
        TracesSubcommand.Create(),
        RequestsSubcommand.Create(),
    };
}
