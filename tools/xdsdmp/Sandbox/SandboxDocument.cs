using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>An invented document: whose, by whom, of which kind, and what became of it.</summary>
/// <param name="Key">Names it for ever within one installation: its ids are made of it.</param>
/// <param name="Patient">Number of the patient.</param>
/// <param name="Author">Who wrote and submits it.</param>
/// <param name="Kind">Class, type, format.</param>
internal sealed record SandboxDocument(
    string Key, int Patient, SandboxProfessional Author, SandboxDocumentKind Kind)
{
    public string Title { get; init; } = Kind.Title;

    public SandboxFate Fate { get; init; }

    /// <summary>MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX, as it is submitted.</summary>
    public IReadOnlyList<string> Visibility { get; init; } = [];

    /// <summary>Key of the document whose next version this is.</summary>
    public string? Replaces { get; init; }

    /// <summary>The patient wrote it, and submits it by the portal.</summary>
    public bool IsByPatient { get; init; }

    /// <summary>Days before the installation is filled.</summary>
    public int Age { get; init; } = 30;
}

/// <summary>What is done with a document once it is there.</summary>
internal enum SandboxFate
{
    /// <summary>Nothing: it is approved, or deprecated by the one that replaces it.</summary>
    Stays,

    /// <summary>Masked to professionals afterwards, by a metadata update (TD3.3a).</summary>
    Masked,

    /// <summary>TD3.3d.</summary>
    Archived,

    /// <summary>TD3.3c.</summary>
    Deleted,
}

/// <summary>A class and a type that go together (ASS_X16), and a format.</summary>
internal sealed record SandboxDocumentKind(Code Class, Code Type, Code Format, string Title);
