using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>What is to happen to a DMP: one message of TD1.1, TD1.2, TD1.3b or TD1.4.</summary>
/// <param name="Interaction">PRPA_IN201311UV02 or PRPA_IN201314UV02.</param>
/// <param name="Reason">CREA_RD, REAC, MODIF_DATA or FERM.</param>
/// <param name="Patient">All identifiers of the person.</param>
/// <param name="Person">Null: it is not described.</param>
internal sealed record RegistrationOrder(
    string Interaction, string Reason, IReadOnlyList<PatientId> Patient, DmpPerson? Person)
{
    /// <summary>Consent and oppositions, by their codes.</summary>
    public IReadOnlyList<KeyValuePair<string, bool>> Observations { get; init; } = [];

    /// <summary>Why it is closed, in words; null: it is not.</summary>
    public string? ClosingText { get; init; }

    /// <summary>PS_IdNat of who collected the consent.</summary>
    public string? ProfessionalId { get; init; }

    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetUtcNow();
}
