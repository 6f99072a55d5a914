using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>A person with a DMP, as answers describe one.</summary>
/// <param name="Identifiers">All that are in use.</param>
/// <param name="Dmp">Its state.</param>
internal sealed record FoundPatient(IReadOnlyList<PatientId> Identifiers, DmpRecord Dmp)
{
    /// <summary>Address and telecommunication, representatives, oppositions: for those who may read them.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What the patient has decided about whoever asks.</summary>
    public string Authorisation { get; init; } = AuthorisationStates.None;

    public bool IsAttendingPhysician { get; init; }

    public bool HasInternetAccount { get; init; }

    /// <summary>How well it fits a search, in per cent (TD0.5).</summary>
    public int? Match { get; init; }
}

/// <summary>AUTORISATION, as TD0.2 says it.</summary>
internal static class AuthorisationStates
{
    public const string Valid = "VALIDE";
    public const string Expired = "EXPIRE";
    public const string Forbidden = "INTERDIT";
    public const string None = "NON_EXISTE";

    public static string Of(Authorisation? authorisation, DateTimeOffset now) => authorisation switch
    {
        null => None,
        { IsBlock: true } => Forbidden,
        _ => authorisation.IsValidAt(now) ? Valid : Expired,
    };
}
