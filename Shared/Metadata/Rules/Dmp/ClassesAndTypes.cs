using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>The type of a document says of which class it is (ANS, ASS_X16).</summary>
internal static class ClassesAndTypes
{
    public static DmpRule Rule { get; } = new(
        "DMP-classType", "the classCode is that of the typeCode in the association of classes and types",
        "ANS, ASS_X16", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            if (entry is not { ClassCode.Value: { } found, TypeCode.Value: { } type }
                || context.Values.ClassOf(type) is var expected && expected == found)
            {
                continue;
            }

            context.Report(
                rule, expected is null
                    ? new Wording("the DMP has no documents of this type", "le DMP n'a pas de document de ce type")
                    : new Wording("this type is of another class", "ce type est d'une autre classe"),
                entry, "classCode", $"{found} ({type})",
                expected is not null ? new Wording(expected, expected)
                    : context.Values.TypesOfClasses.TryGetValue(found, out var types)
                        ? Listed(string.Join(", ", types.Order(StringComparer.Ordinal)))
                        : Listed(string.Join(", ", context.Values.TypesOfClasses.Keys)));
        }
    }

    private static Wording Listed(string list) => new(list, list);
}
