using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>All that the decision looks at of one version of a document entry.</summary>
internal sealed record DocumentFacts
{
    public string? ClassCode { get; init; }

    public string? TypeCode { get; init; }

    public DocumentVisibility Visibility { get; init; }

    public AvailabilityStatus Status { get; init; }

    /// <summary>The viewer is an author; looked up only where it matters.</summary>
    public Func<bool> IsAuthored { get; init; } = () => false;

    /// <summary>An author's institution is the viewer's structure; looked up only where it matters.</summary>
    public Func<bool> IsOfStructure { get; init; } = () => false;

    /// <summary>The patient put it there; looked up only where it matters.</summary>
    public Func<bool> IsOfPatient { get; init; } = () => false;

    public bool Is(DocumentVisibility flag) => (Visibility & flag) != 0;
}

/// <summary>Who shall not see a document; the numbers are those in the database.</summary>
[Flags]
internal enum DocumentVisibility
{
    Everybody = 0,

    /// <summary>MASQUE_PS.</summary>
    MaskedToProfessionals = 1,

    /// <summary>INVISIBLE_PATIENT.</summary>
    HiddenFromPatient = 2,

    /// <summary>INVISIBLE_REPRESENTANTS_LEGAUX.</summary>
    HiddenFromRepresentatives = 4,

    /// <summary>The signature of a submission set: no document to anybody.</summary>
    Signature = 8,

    /// <summary>A later version of its metadata has taken its place.</summary>
    Superseded = 16,
}
