using FsCheck;
using FsCheck.Fluent;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>Generates questions; a failing list is shortened by taking questions away.</summary>
internal static class QuestionGenerator
{
    private static readonly string?[] Authors =
        [null, null, null, "%Name1%", "80_^Name2^%", "%name1%", World.Author(0)];

    public static Arbitrary<Question[]> Questions() => Arb.From(
        Gen.Choose(5, 40).SelectMany(count => Question().ArrayOf(count)),
        questions => questions.Length > 1 ? questions.Select(question => new[] { question }) : []);

    private static Gen<Question> Question() =>
        from query in Gen.Elements(Enum.GetValues<QueryName>())
        from patient in Gen.Choose(0, 2)
        from statuses in Gen.Choose(1, 3)
        from level in Gen.Choose(1, 2)
        from classCodes in Maybe(3, Gen.Choose(1, 7))
        from confidentiality in Groups(3)
        from events in Groups(7)
        from createdFrom in Maybe(4, Gen.Choose(0, 5))
        from createdTo in Maybe(4, Gen.Choose(0, 5))
        from startedFrom in Maybe(4, Gen.Choose(0, 5))
        from author in Gen.Elements(Authors)
        from number in Gen.Choose(0, 999)
        from isByUniqueId in Gen.Elements(true, false)
        from types in Gen.Choose(1, 31)
        select new Question(
            query, patient, statuses, level, classCodes, confidentiality, events, createdFrom, createdTo, startedFrom,
            author, number, isByUniqueId, types);

    private static Gen<int[]> Groups(int max) => Gen.Frequency(
        (4, Gen.Constant(Array.Empty<int>())),
        (1, Gen.Choose(1, 2).SelectMany(count => Gen.Choose(1, max).ArrayOf(count))));

    private static Gen<int?> Maybe(int oneIn, Gen<int> some) =>
        Gen.Frequency((oneIn - 1, Gen.Constant<int?>(null)), (1, some.Select(n => (int?)n)));
}
