using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Removals;

/// <summary>What a request of ITI-62 names, each object once, as it is registered.</summary>
internal sealed class Removal
{
    public const string UnknownRule = "RM-reference";
    private readonly Dictionary<long, RegisteredObject> _objects = [];

    private Removal()
    {
    }

    public IReadOnlyCollection<RegisteredObject> Objects => _objects.Values;

    public bool Includes(long key) => _objects.ContainsKey(key);

    /// <summary>Looks the ids up; those that nothing is registered under go to the errors.</summary>
    public static Removal Of(ReadSession session, IEnumerable<string> ids, RegistryErrors errors)
    {
        var removal = new Removal();
        foreach (var id in ids)
        {
            if (EntryUuid.TryParse(id, out var uuid) && RegistryObjectStore.Find(session, uuid) is { } found)
            {
                removal._objects.TryAdd(found.Key, found);
            }
            else
            {
                errors.Add(RegistryErrorCode.UnresolvedReferenceException, new Explanation(
                    UnknownRule, "no object with this id is in the registry", "ObjectRef, id", id,
                    "the entryUUID of a registered object", RemovalRules.Source));
            }
        }

        return removal;
    }

    /// <summary>Whose it is: an association is of the patient of what it starts from.</summary>
    public static PatientId? PatientOf(ReadSession session, RegisteredObject it)
    {
        var key = it.Patient ?? RegistryObjectStore.EndsOf(session, it.Key).Source.Patient;
        return key is { } patient ? PatientStore.SurvivorOf(session, patient).Id : null;
    }

    /// <summary>Whose objects these are.</summary>
    public IEnumerable<PatientId> Patients(ReadSession session) => Objects.Select(o => o.Patient).OfType<long>()
        .Distinct().Select(key => PatientStore.SurvivorOf(session, key).Id).Distinct();
}
