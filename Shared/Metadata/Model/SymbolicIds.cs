using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// Replaces the symbolic ids of an accepted submission by UUIDs (ITI TF-2 §3.42.4.1.3.7, TF-3 table 4.2.3.1.7-2).
/// </summary>
public static class SymbolicIds
{
    /// <summary>
    /// The same submission with a UUID in place of every symbolic or missing id, the same one wherever the same name
    /// stood; UUIDs stay, in lower case. Classifications and external identifiers then name the object that holds
    /// them.
    /// </summary>
    public static Submission Resolve(Submission submission, Func<EntryUuid> newId) =>
        submission.Map(new Resolver(newId).Resolve);

    private sealed class Resolver(Func<EntryUuid> newId)
    {
        private readonly Dictionary<string, string> _uuids = new(StringComparer.Ordinal);

        public RegistryObject Resolve(RegistryObject it)
        {
            var resolved = WithParts(it, IdOf(it.Id));
            if (resolved.Lid is not null)
            {
                resolved = resolved with { Lid = IdOf(resolved.Lid) };
            }

            return resolved is RimAssociation association
                ? association with
                {
                    SourceObject = IdOf(association.SourceObject),
                    TargetObject = IdOf(association.TargetObject),
                }
                : resolved;
        }

        private RegistryObject WithParts(RegistryObject it, string id) => it with
        {
            Id = id,
            Classifications = it.Classifications.Map(c => Classification(c, id)),
            ExternalIdentifiers = it.ExternalIdentifiers.Map(i => ExternalIdentifier(i, id)),
        };

        private Classification Classification(Classification it, string owner) =>
            (Classification)WithParts(it with { ClassifiedObject = owner }, IdOf(it.Id));

        private ExternalIdentifier ExternalIdentifier(ExternalIdentifier it, string owner) =>
            (ExternalIdentifier)WithParts(it with { RegistryObject = owner }, IdOf(it.Id));

        private string IdOf(string? id)
        {
            if (string.IsNullOrEmpty(id))
            {
                return newId().ToString();
            }

            if (EntryUuid.TryParse(id, out var uuid))
            {
                return uuid.ToString();
            }

            if (!_uuids.TryGetValue(id, out var known))
            {
                _uuids.Add(id, known = newId().ToString());
            }

            return known;
        }
    }
}
