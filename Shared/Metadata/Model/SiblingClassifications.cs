using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// Moves Classifications that stand beside the object they classify into it (ebRIM allows both, ITI TF-3 §4.2.1.3).
/// </summary>
internal static class SiblingClassifications
{
    public static IEnumerable<Identifiable> PutInside(RegistryObjectList list, RegistryErrors errors)
    {
        Dictionary<string, List<Classification>>? siblings = null;
        foreach (var it in list.Objects)
        {
            switch (it)
            {
                case Classification classification:
                    Add(siblings ??= new(StringComparer.Ordinal), classification);
                    break;
                case ExternalIdentifier identifier:
                    ReportStray(errors, $"ExternalIdentifier {identifier.Id}", identifier.RegistryObject);
                    break;
            }
        }

        return siblings is null ? list.Objects : PutInside(list, siblings, errors);
    }

    private static List<Identifiable> PutInside(
        RegistryObjectList list, Dictionary<string, List<Classification>> siblings, RegistryErrors errors)
    {
        var objects = new List<Identifiable>(list.Objects.Count);
        foreach (var it in list.Objects)
        {
            if (it is RegistryObject { Id: not null } and not Classification && siblings.Remove(it.Id, out var own))
            {
                objects.Add(With((RegistryObject)it, own));
            }
            else if (it is not Classification)
            {
                objects.Add(it);
            }
        }

        foreach (var stray in siblings.Values.SelectMany(s => s))
        {
            ReportStray(errors, $"Classification {stray.Id}", stray.ClassifiedObject);
        }

        return objects;
    }

    private static void Add(Dictionary<string, List<Classification>> siblings, Classification classification)
    {
        var owner = classification.ClassifiedObject ?? "";
        if (!siblings.TryGetValue(owner, out var own))
        {
            siblings.Add(owner, own = []);
        }

        own.Add(classification);
    }

    /// <summary>A mark that is given both inside and beside is kept once.</summary>
    private static RegistryObject With(RegistryObject it, List<Classification> own) => it with
    {
        Classifications = it.Classifications
            .Concat(own.Where(c => c.ClassificationNode is null || !it.IsClassifiedAs(c.ClassificationNode)))
            .ToSequence(),
    };

    private static void ReportStray(RegistryErrors errors, string place, string? owner) => SubmissionReader.Report(
        errors,
        SubmissionReader.StrayObjectRule,
        $"it stands by itself and refers to '{owner}', which is no object of the submission",
        place,
        "inside the object it belongs to, or beside it with its id");
}
