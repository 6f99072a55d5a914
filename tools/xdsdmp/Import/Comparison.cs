using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>What was taken against what this registry tells of it now: attribute by attribute, tie by tie.</summary>
internal static class Comparison
{
    public static void Run(SubmittedForm form, TakenObjects taken, PatientObjects here, PatientResult result)
    {
        var found = here.All.ToDictionary(it => it.Id);
        foreach (var document in taken.Documents)
        {
            if (Find(document, found, result) is DocumentEntry there)
            {
                Compare(document, Facts(form.Of(document, 0, "")), Facts(form.Of(there, 0, "")), result);
                CompareStated(document, there, result);
            }
        }

        foreach (var set in taken.Sets)
        {
            if (Find(set, found, result) is SubmissionSet there)
            {
                Compare(set, Facts(form.Of(set)), Facts(form.Of(there)), result);
            }
        }

        foreach (var folder in taken.Folders)
        {
            if (Find(folder, found, result) is Folder there)
            {
                Compare(folder, Facts(form.Of(folder)), Facts(form.Of(there)), result);
            }
        }

        CompareTies(taken, here, result);
    }

    /// <summary>What the other side may leave to those who come after it.</summary>
    private static void CompareStated(DocumentEntry there, DocumentEntry here, PatientResult result)
    {
        var hash = there.Hash ?? here.Hash;
        Tell(there, "hash", string.Equals(hash, here.Hash, StringComparison.OrdinalIgnoreCase), result);
        Tell(there, "size", (there.Size ?? here.Size) == here.Size, result);
        var status = there.AvailabilityStatus ?? AvailabilityStatus.Approved;
        Tell(there, "availabilityStatus", status == here.AvailabilityStatus, result);
    }

    private static MetadataObject? Find(
        MetadataObject it, Dictionary<ObjectId, MetadataObject> found, PatientResult result)
    {
        result.Compared++;
        if (found.TryGetValue(it.Id, out var there))
        {
            return there;
        }

        result.Differences.Add($"{it.Kind} {it.Id} is not here");
        return null;
    }

    private static void Compare(
        MetadataObject it, IReadOnlyList<Fact> there, IReadOnlyList<Fact> here, PatientResult result)
    {
        foreach (var name in there.Except(here).Concat(here.Except(there)).Select(fact => fact.Name).Distinct())
        {
            Tell(it, name, isSame: false, result);
        }
    }

    private static void CompareTies(TakenObjects taken, PatientObjects here, PatientResult result)
    {
        var ours = Ties(here.Associations);
        var theirs = Ties(taken.Associations);
        var ids = taken.Documents.Select(it => it.Id).Concat(taken.Folders.Select(it => it.Id)).ToHashSet();
        foreach (var (type, source, target) in theirs.Keys.Where(tie => !ours.ContainsKey(tie)))
        {
            result.Differences.Add($"the association {Short(type)} from {source} to {target} is not here");
        }

        foreach (var (type, source, target) in ours.Keys.Where(tie => !theirs.ContainsKey(tie)
            && ids.Contains(tie.Source) && ids.Contains(tie.Target)))
        {
            result.Differences.Add($"the association {Short(type)} from {source} to {target} is here only");
        }

        result.Compared += theirs.Count;
    }

    private static Dictionary<(string? Type, ObjectId Source, ObjectId Target), Association> Ties(
        IEnumerable<Association> associations) => associations
        .GroupBy(it => (it.Rim.AssociationType, it.Source, it.Target))
        .ToDictionary(it => it.Key, it => it.First());

    private static void Tell(MetadataObject it, string attribute, bool isSame, PatientResult result)
    {
        if (!isSame)
        {
            result.Differences.Add($"{it.Kind} {it.Id}: {attribute} differs");
        }
    }

    /// <summary>Everything it says, in no order, without the ids of its parts and what is compared by itself.</summary>
    private static List<Fact> Facts(RegistryObject it) =>
    [
        new("mimeType", (it as ExtrinsicObject)?.MimeType ?? ""),
        new("title", $"{it.Name}"),
        new("comments", $"{it.Description}"),
        .. it.Slots.Where(slot => slot.Name is not (SlotNames.RepositoryUniqueId or SlotNames.Hash or SlotNames.Size))
            .Select(slot => new Fact(slot.Name, $"{slot.Values}")),
        .. it.Classifications.Select(part => new Fact(
            part.ClassificationScheme ?? part.ClassificationNode ?? "",
            $"{part.NodeRepresentation} {part.Name} {Sorted(part.Slots)}")),
        .. it.ExternalIdentifiers.Select(part => new Fact(part.IdentificationScheme ?? "", $"{part.Value}")),
    ];

    private static Sequence<Slot> Sorted(Sequence<Slot> slots) =>
        slots.OrderBy(slot => slot.Name, StringComparer.Ordinal).ToSequence();

    private static string Short(string? type) => type?[(type.LastIndexOf(':') + 1)..] ?? "";

    private sealed record Fact(string Name, string Value);
}
