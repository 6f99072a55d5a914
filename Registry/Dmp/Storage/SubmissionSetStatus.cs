using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// The status of a SubmissionSet follows its documents: for a viewer those that he sees, or it would tell of the
/// others.
/// </summary>
internal static class SubmissionSetStatus
{
    /// <summary>The SubmissionSet as this viewer sees it.</summary>
    public static RegisteredObject AsSeen(ReadSession session, RegisteredObject set, Sight sight)
    {
        var seen = Of(session, set.Key, sight);
        return seen == set.Status ? set : set with
        {
            Status = seen,
            Fragment = set.Fragment.Changed(fragment => Fragment.WithStatus(fragment, seen)),
        };
    }

    /// <summary>Archived when nothing that is seen is Approved, and something Archived; otherwise Approved.</summary>
    public static AvailabilityStatus Of(ReadSession session, long set, Sight sight)
    {
        var statuses = EntryFacts.MembersOf(session, set).Where(entry => sight.Shows(session, entry))
            .Select(entry => entry.Status).ToHashSet();
        return !statuses.Contains(AvailabilityStatus.Approved) && statuses.Contains(AvailabilityStatus.Archived)
            ? AvailabilityStatus.Archived
            : AvailabilityStatus.Approved;
    }
}
