using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// From identifiers to a change: what ITI-8 and ITI-44 have in common. Only identifiers of this affinity domain count.
/// </summary>
internal sealed class FeedChangeReader(PatientDomain domain, FeedErrors errors)
{
    /// <summary>Null when no identifier is left.</summary>
    public PatientChange? Announcement(IReadOnlyList<FeedIdentifier> patient) =>
        Own(errors.Names.Patient, patient) is { Count: > 0 } own ? new PatientAnnouncement(own, errors.Names) : null;

    public PatientChange Update(IReadOnlyList<FeedIdentifier> patient) => new PatientUpdate(domain.Own(patient));

    /// <summary>
    /// Null when it is not one identifier of this domain that goes into one other of the same authority. The surviving
    /// patient may have identifiers in other domains as well.
    /// </summary>
    public PatientChange? Merge(IReadOnlyList<FeedIdentifier> patient, IReadOnlyList<FeedIdentifier> subsumed)
    {
        var names = errors.Names;
        var ends = Own(names.Subsumed, subsumed);
        var stays = Own(names.Patient, patient);
        if (ends.Count == 0 || stays.Count == 0 || !IsOne(names.Subsumed, ends))
        {
            return null;
        }

        var sameAuthority = stays.Where(p => p.Authority == ends[0].Authority).ToList();
        if (sameAuthority.Count == 0)
        {
            errors.Add(
                FeedErrorCode.UnknownKeyIdentifier, "PIF-sameAuthority",
                "the subsumed and the surviving identifier are of different authorities", names.Patient,
                stays[0].ToString(), $"an identifier of {ends[0].Authority}");
            return null;
        }

        return IsOne(names.Patient, sameAuthority) ? new PatientMerge(ends[0], sameAuthority[0], names) : null;
    }

    private IReadOnlyList<PatientId> Own(string place, IReadOnlyList<FeedIdentifier> identifiers)
    {
        var own = domain.Own(identifiers);
        if (identifiers.Count == 0)
        {
            errors.Add(
                FeedErrorCode.RequiredFieldMissing, "PIF-identifier", "the identifier is missing", place, null,
                $"an identifier of {domain.Authorities}");
        }
        else if (own.Count == 0)
        {
            errors.Add(
                FeedErrorCode.UnknownKeyIdentifier, "PIF-authority",
                "there is no usable identifier of an assigning authority of this affinity domain", place,
                string.Join(", ", identifiers.Take(5).Select(i => i.Text)), $"an identifier of {domain.Authorities}");
        }

        return own;
    }

    private bool IsOne(string place, IReadOnlyList<PatientId> identifiers)
    {
        if (identifiers.Count > 1)
        {
            errors.Add(
                FeedErrorCode.DataTypeError, "PIF-onePair", "a message merges one identifier into one other", place,
                string.Join(", ", identifiers.Take(5)), "one identifier of this affinity domain");
        }

        return identifiers.Count == 1;
    }
}
