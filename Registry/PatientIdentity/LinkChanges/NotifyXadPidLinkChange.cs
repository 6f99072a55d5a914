using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>
/// ITI-64 Notify XAD-PID Link Change (ITI TF-2 §3.64): ADT A43. PID-3 holds the patient's identifier in the affinity
/// domain and the local one that is linked to it, MRG-1 those that this replaces.
/// </summary>
internal static class NotifyXadPidLinkChange
{
    private static readonly string[] InPid = ["the new XAD-PID", "the local identifier"];
    private static readonly string[] InMrg = ["the previous XAD-PID", "the subsumed local identifier"];

    /// <summary>Null when something is wrong, which then stands in <paramref name="errors"/>.</summary>
    public static LinkChange? Read(Hl7Message message, PatientDomain domain, FeedErrors errors)
    {
        var pid = AdtSegments.Single(message, "PID", errors);
        var mrg = AdtSegments.Single(message, "MRG", errors);
        if (pid is null || mrg is null)
        {
            return null;
        }

        var current = Read(pid.Field(3), errors.Names.Patient, InPid, required: 2);
        var previous = Read(mrg.Field(1), errors.Names.Subsumed, InMrg, required: 1);
        return current is null || previous is null
            ? null
            : new LinkChange(current[0], current[1], previous[0], previous.ElementAtOrDefault(1), SenderOf(message));

        List<PatientId>? Read(Field field, string place, string[] roles, int required)
        {
            var identifiers = AdtSegments.Identifiers(field);
            if (identifiers.Count < required || identifiers.Count > roles.Length)
            {
                errors.Add(
                    FeedErrorCode.DataTypeError, "PIF-linkIdentifiers",
                    $"{identifiers.Count} identifiers where the message has {string.Join(", then ", roles)}", place,
                    field.Text, required == roles.Length ? $"{required}" : $"{required} to {roles.Length}");
                return null;
            }

            var read = identifiers.Select(domain.TryRead).ToList();
            for (var i = 0; i < read.Count; i++)
            {
                Check(read[i], identifiers[i], place, roles[i], isXadPid: i == 0);
            }

            return errors.All.Count == 0 ? [.. read.OfType<PatientId>()] : null;
        }

        void Check(PatientId? patient, FeedIdentifier identifier, string place, string role, bool isXadPid)
        {
            if (patient is null)
            {
                errors.Add(
                    FeedErrorCode.DataTypeError, "PIF-identifier", $"{role} is not usable", place, identifier.Text,
                    "an id with the OID of its authority, id^^^&oid&ISO");
            }
            else if (isXadPid && !domain.IsOwn(patient))
            {
                errors.Add(
                    FeedErrorCode.UnknownKeyIdentifier, "PIF-authority", $"{role} is not of this affinity domain",
                    place, identifier.Text, $"an identifier of {domain.Authorities}");
            }
        }
    }

    private static string? SenderOf(Hl7Message message)
    {
        var application = message.Header.Field(3);
        string[] candidates = [application.Component(1).Value, application.Component(2).Value];
        return candidates.FirstOrDefault(c => Oid.IsValid(c));
    }
}
