using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Dmp.State;

/// <summary>
/// The DMP of one person as it stands now. A person without one has none of these (NON_EXISTE); how it came to be so
/// stands in its history.
/// </summary>
internal sealed record DmpRecord
{
    /// <summary>Integer key.</summary>
    public required long Key { get; init; }

    /// <summary>Key of the identifier under which it was created; others of the same person are joined to it.</summary>
    public required long Patient { get; init; }

    /// <summary>That identifier.</summary>
    public required PatientId Ins { get; init; }

    public required DmpStatus Status { get; init; }

    public required DmpChoices Choices { get; init; }

    /// <summary>RATTACHEMENT_ENS: the person manages it in Mon espace santé.</summary>
    public bool IsAttachedToEns { get; init; }

    /// <summary>Why it is closed; null while it is open.</summary>
    public Closing? Closing { get; init; }

    public required Demographics Demographics { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public bool IsOpen => Status == DmpStatus.Active;
}

/// <summary>ACTIVE ⇄ FERME; the numbers are those in the database.</summary>
internal enum DmpStatus
{
    Active = 1,
    Closed = 2,
}

/// <summary>What the patient has decided about emergencies.</summary>
internal sealed record DmpChoices
{
    /// <summary>OPPOSITION_BRIS_DE_GLACE.</summary>
    public bool OpposesBreakGlass { get; init; }

    /// <summary>OPPOSITION_ACCES_URGENCE: of the emergency call centre (centre 15).</summary>
    public bool OpposesEmergencyCalls { get; init; }

    /// <summary>Masked documents are shown in an emergency all the same.</summary>
    public bool ShowsMaskedInEmergency { get; init; }
}

/// <summary>The end of a DMP, which a new consent can undo (TD1.4).</summary>
/// <param name="Time">When.</param>
/// <param name="ReasonCode">For instance FERMETURE_DEMANDE_PATIENT.</param>
/// <param name="Text">In the words of whoever closed it.</param>
internal sealed record Closing(DateTimeOffset Time, string ReasonCode, string? Text);
