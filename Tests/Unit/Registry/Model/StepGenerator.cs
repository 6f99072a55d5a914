using FsCheck;
using FsCheck.Fluent;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>Generates lists of steps, and makes failing lists shorter.</summary>
internal static class StepGenerator
{
    private const int MaxSteps = 30;

    public static Arbitrary<Step[]> Steps() => Arb.From(
        Gen.Choose(3, MaxSteps).SelectMany(count => Step().ArrayOf(count)), Shorter);

    private static Gen<Step> Step() => Gen.Frequency(
        (9, Submit()), (5, UpdateEntry()), (2, UpdateFolder()), (2, UpdateStatus()), (2, SubmitAssociation()),
        (1, Remove()), (1, Merge()));

    private static Gen<Step> Submit() =>
        from patient in Gen.Choose(0, 2)
        from isOther in Chance(6)
        from first in Content()
        from second in Maybe(3, Content())
        from withFolder in Chance(3)
        from folder in MaybeNumber(3)
        from relation in MaybeNumber(2)
        from target in Number()
        select (Step)new SubmitStep(
            patient, !isOther, first, second, withFolder, folder, relation, target);

    private static Gen<Step> UpdateEntry() =>
        from entry in Number()
        from behind in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(-1, 1)))
        from content in Content()
        from propagates in MaybeBool()
        select (Step)new UpdateEntryStep(entry, behind, content, propagates);

    private static Gen<Step> UpdateFolder() =>
        from folder in Number()
        from behind in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(-1, 1)))
        from propagates in MaybeBool()
        select (Step)new UpdateFolderStep(folder, behind, propagates);

    private static Gen<Step> UpdateStatus() =>
        from entry in Number()
        from isFromApproved in Chance(2)
        from isToApproved in Chance(2)
        select (Step)new UpdateStatusStep(entry, isFromApproved, isToApproved);

    private static Gen<Step> SubmitAssociation() =>
        from type in Number()
        from source in Number()
        from target in Number()
        from isIntoFolder in Chance(2)
        select (Step)new SubmitAssociationStep(type, source, target, isIntoFolder);

    private static Gen<Step> Remove() =>
        from set in Number()
        from withMembers in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from withAssociations in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        select (Step)new RemoveStep(set, withMembers, withAssociations);

    private static Gen<Step> Merge() =>
        from survivor in Gen.Choose(0, 2)
        from subsumed in Gen.Choose(0, 2)
        select (Step)new MergeStep(survivor, subsumed);

    private static Gen<Content> Content() =>
        from classCode in Gen.Choose(0, 2)
        from confidentiality in Gen.Choose(1, 3)
        from eventCodes in Gen.Choose(0, 7)
        from created in Gen.Choose(0, 4)
        from started in Maybe(2, Gen.Choose(0, 4))
        from author in Gen.Choose(0, 2)
        from uniqueId in MaybeNumber(6)
        from isOther in Chance(2)
        from isOffline in Chance(8)
        select new Content(
            classCode, confidentiality, eventCodes, created, started, author, uniqueId, isOther, isOffline);

    private static Gen<int> Number() => Gen.Choose(0, 999);

    private static Gen<int?> MaybeNumber(int oneIn) => Maybe(oneIn, Number());

    private static Gen<bool?> MaybeBool() => Gen.Elements<bool?>(null, true, false);

    private static Gen<bool> Chance(int oneIn) => Gen.Choose(1, oneIn).Select(n => n == 1);

    private static Gen<int?> Maybe(int oneIn, Gen<int> some) =>
        Gen.Frequency((oneIn - 1, Gen.Constant<int?>(null)), (1, some.Select(n => (int?)n)));

    private static Gen<Content?> Maybe(int oneIn, Gen<Content> some) =>
        Gen.Frequency((oneIn - 1, Gen.Constant<Content?>(null)), (1, some.Select(c => (Content?)c)));

    /// <summary>First the halves, then the list without one of its steps.</summary>
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        if (steps.Length > 3)
        {
            yield return steps[..(steps.Length / 2)];
            yield return steps[(steps.Length / 2)..];
        }

        for (var i = steps.Length - 1; i >= 0; i--)
        {
            yield return [.. steps[..i], .. steps[(i + 1)..]];
        }
    }
}
