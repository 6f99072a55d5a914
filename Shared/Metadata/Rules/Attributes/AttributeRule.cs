using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>Where in ebRIM an attribute stands (ITI TF-3 §4.2.3.1).</summary>
internal enum Coding
{
    InHome,
    InMimeType,
    InName,
    InDescription,
    InSlot,
    InExternalIdentifier,
    AsCode,
    AsAuthor,
    AsMark,
}

/// <summary>What a sender must do with an attribute; R2 is not enforceable and only told.</summary>
internal enum Presence
{
    O,
    R2,
    R,
    X,
}

/// <summary>The columns of the table of optionality, in this order: ITI-41, ITI-42, ITI-61, limited metadata.</summary>
internal sealed record Optionality(Presence Source, Presence Repository, Presence OnDemand, Presence Limited);

/// <summary>One row of the tables of attributes.</summary>
/// <param name="Object">Prefix of the rule id: DE, SS or FD.</param>
/// <param name="Name">The profile's name of the attribute.</param>
/// <param name="Coding">Where it stands.</param>
/// <param name="Key">Slot name, classification scheme or node, identification scheme.</param>
/// <param name="IsMany">Several values are allowed.</param>
/// <param name="Optionality">Required, prohibited or neither, by transaction.</param>
/// <param name="Type">Form of the values; null for codes, authors and marks.</param>
internal sealed record AttributeRule(
    string Object, string Name, Coding Coding, string Key, bool IsMany, Optionality Optionality, DataType? Type)
{
    public RuleDescription Description { get; } = new(
        $"{Object}-{Name}", Describe(Coding, IsMany, Optionality, Type), SourceOf(Object));

    /// <summary>What to write, for the one who left it out.</summary>
    public string Accepted => Type is null ? Place : $"{Place}: {Type.Accepted}";

    private string Place => Coding switch
    {
        Coding.InHome => "@home",
        Coding.InMimeType => "@mimeType",
        Coding.InName => "Name",
        Coding.InDescription => "Description",
        Coding.InSlot => $"Slot {Key}",
        Coding.InExternalIdentifier => $"ExternalIdentifier with identificationScheme {Key}",
        Coding.AsMark => $"Classification with classificationNode {Key}",
        _ => $"Classification with classificationScheme {Key}",
    };

    private static string Describe(Coding coding, bool isMany, Optionality optionality, DataType? type) =>
        $"{NameOf(coding, type)}, {(isMany ? "any number" : "at most one")}, " +
        $"ITI-41 {optionality.Source}, ITI-42 {optionality.Repository}, ITI-61 {optionality.OnDemand}, " +
        $"limited {optionality.Limited}";

    private static string NameOf(Coding coding, DataType? type) => coding switch
    {
        Coding.AsCode => "Code",
        Coding.AsAuthor => "Author",
        Coding.AsMark => "Mark",
        _ => type!.Name,
    };

    private static string SourceOf(string prefix) => prefix switch
    {
        "DE" => "ITI TF-3 §4.2.3.2, table 4.3.1-3",
        "SS" => "ITI TF-3 §4.2.3.3, table 4.3.1-3",
        _ => "ITI TF-3 §4.2.3.4, table 4.3.1-3",
    };
}
