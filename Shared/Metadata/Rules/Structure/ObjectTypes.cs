using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Structure;

/// <summary>@objectType may be left out, but where it stands it tells the truth.</summary>
internal static class ObjectTypes
{
    public static SubmissionRule Rule { get; } = new(
        "SUB-objectType", "@objectType, where present, is the fixed value of its element", "ITI TF-3 §4.2.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            Check(context, rule, it, it.Rim);
            foreach (var classification in it.Rim.Classifications)
            {
                Check(context, rule, it, classification);
            }

            foreach (var identifier in it.Rim.ExternalIdentifiers)
            {
                Check(context, rule, it, identifier);
            }
        }
    }

    private static void Check(RuleContext context, RuleDescription rule, MetadataObject it, RegistryObject part)
    {
        var expected = RegisteredForm.ObjectTypeOf(part);
        if (expected is not null && !string.IsNullOrEmpty(part.ObjectType) && part.ObjectType != expected)
        {
            context.Report(rule, "a wrong @objectType", it, part.GetType().Name, part.ObjectType, expected);
        }
    }
}
