using XdsDmp.Metadata.Rules;

namespace XdsDmp.Metadata.Queries;

/// <summary>Every rule whose id a refusal of a stored query can name, in the order of evaluation.</summary>
public static class QueryRules
{
    internal const string ReturnType = "SQ-return-type";
    internal const string ParameterMissing = "SQ-parameter-missing";
    internal const string Alternatives = "SQ-alternatives";
    internal const string AtLeastOne = "SQ-at-least-one";
    internal const string ParameterNumber = "SQ-parameter-number";
    internal const string SlotRepeated = "SQ-slot-repeated";
    internal const string ValueSyntax = "SQ-value-syntax";
    internal const string ValueLimit = "SQ-value-limit";
    internal const string Number = "SQ-number";
    internal const string Time = "SQ-time";
    internal const string Code = "SQ-code";
    internal const string MetadataLevel = "SQ-metadata-level";
    internal const string LogicalId = "SQ-logical-id";

    internal const string ReturnTypeSource = "ITI TF-2 §3.18.4.1.2.2";
    internal const string MetadataLevelSource = "ITI TF-2 §3.18.4.1.2.3.5.1.1";
    private const string CodingSource = "ITI TF-2 §3.18.4.1.2.3";

    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        new(ReturnType, "the answer is asked for as LeafClass or ObjectRef", ReturnTypeSource),
        new(ParameterMissing, "each required parameter has a value, a status one that is understood", CodingSource),
        new(Alternatives, "exactly one of the parameters that exclude one another", CodingSource),
        new(AtLeastOne, "a query across patients is bounded by something", "ITI TF-2 §3.51"),
        new(ParameterNumber, "a single-valued parameter has one value", CodingSource),
        new(SlotRepeated, "only a parameter with AND semantics has more than one Slot", CodingSource),
        new(ValueSyntax, "text in quotes, quotes inside doubled, lists in parentheses and not empty", CodingSource),
        new(ValueLimit, "no more and no longer values than any real query has", "local bound"),
        new(Number, "a number is written in digits", CodingSource),
        new(Time, "a time is a DTM", CodingSource),
        new(Code, "a code has its coding scheme", CodingSource),
        new(MetadataLevel, "$MetadataLevel is 1 or 2", MetadataLevelSource),
        new(LogicalId, "versions of one logical object are asked for at $MetadataLevel 2", MetadataLevelSource),
    ];
}
