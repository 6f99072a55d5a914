using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>A coded attribute value; value and scheme make its identity (ITI TF-3 §4.2.3.1).</summary>
public sealed record Code(string Value, string Scheme, string? DisplayName)
{
    public static Code Of(Classification classification) => new(
        classification.NodeRepresentation ?? "",
        classification.SlotValue(SlotNames.CodingScheme) ?? "",
        classification.Name?.Text);
}
