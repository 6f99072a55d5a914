using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Systems;

namespace XdsDmp.Hosting;

/// <summary>
/// What a system that may call a transaction may do with it: whose submissions, repositories, patients and communities.
/// These errors are about the caller's own message, so that they may explain themselves.
/// </summary>
public static class ScopeRules
{
    public const string TransactionRule = "SYS-transaction";
    public const string SourceRule = "SYS-source";
    public const string RepositoryRule = "SYS-repository";
    public const string AuthorityRule = "SYS-authority";
    public const string CommunityRule = "SYS-community";
    private const string Source = "ITI TF-1 §9; the systems file of this service";

    /// <summary>Whose submission it is, for which patient, in which community.</summary>
    /// <param name="submission">As far as it can be read: what is missing, other rules complain of.</param>
    /// <param name="system">Who sends it.</param>
    /// <param name="code">Under which the actor refuses metadata.</param>
    /// <param name="errors">Takes what the system may not.</param>
    public static void CheckSubmission(
        Submission submission, KnownSystem system, RegistryErrorCode code, RegistryErrors errors)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(errors);
        var set = submission.SubmissionSet;
        if (set.SourceId is { } sourceId && !system.SourceIds.Contains(sourceId))
        {
            errors.Add(code, new Explanation(
                SourceRule, "this system may not submit for that source", $"SubmissionSet {set.Id}, sourceId",
                sourceId, system.SourceIds.ToString(), Source));
        }

        foreach (var (it, patient) in Patients(submission).Where(p => p.Patient is not null).DistinctBy(p => p.Patient))
        {
            if (AuthorityProblem(system, patient!.Authority, $"{it.Kind} {it.Id}, patientId") is { } problem)
            {
                errors.Add(code, problem);
            }
        }

        foreach (var it in submission.Objects().Where(it => it.HomeCommunityId is not null)
            .DistinctBy(it => it.HomeCommunityId).Where(it => !system.HomeCommunityIds.Contains(it.HomeCommunityId)))
        {
            errors.Add(code, CommunityProblem(system, it.HomeCommunityId!, $"{it.Kind} {it.Id}, home"));
        }
    }

    /// <summary>Which repositories it answers for (ITI-42, ITI-61).</summary>
    public static void CheckRepositories(Submission submission, KnownSystem system, RegistryErrors errors)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var entry in submission.DocumentEntries.Where(
            e => e.RepositoryUniqueId is not null && !system.Repositories.Contains(e.RepositoryUniqueId)))
        {
            errors.Add(RegistryErrorCode.XDSRegistryMetadataError, new Explanation(
                RepositoryRule, "this system may not register for that repository",
                $"DocumentEntry {entry.Id}, repositoryUniqueId", entry.RepositoryUniqueId,
                system.Repositories.ToString(), Source));
        }
    }

    /// <summary>Null when the system may name, see and announce that authority's patients.</summary>
    public static Explanation? AuthorityProblem(KnownSystem system, string authority, string place)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.AssigningAuthorities.Contains(authority) ? null : new Explanation(
            AuthorityRule, "this system has nothing to do with patients of that assigning authority", place,
            authority, system.AssigningAuthorities.ToString(), Source);
    }

    /// <summary>Something that the caller named by an id belongs to a patient of an authority not its own.</summary>
    public static Explanation HiddenPatient(string place, string? value = null) => new(
        AuthorityRule, "this belongs to a patient of an assigning authority with which this system has nothing to do",
        place, value, Source: Source);

    public static Explanation CommunityProblem(KnownSystem system, string community, string place)
    {
        ArgumentNullException.ThrowIfNull(system);
        return new Explanation(
            CommunityRule, "this system may not speak for that community", place, community,
            system.HomeCommunityIds.ToString(), Source);
    }

    /// <summary>Everybody whom a submission names.</summary>
    public static IEnumerable<PatientId> PatientsOf(Submission submission) =>
        Patients(submission).Select(one => one.Patient).OfType<PatientId>().Distinct();

    private static IEnumerable<(MetadataObject Object, PatientId? Patient)> Patients(Submission submission) =>
    [
        (submission.SubmissionSet, submission.SubmissionSet.PatientId),
        .. submission.DocumentEntries.Select(entry => ((MetadataObject)entry, entry.PatientId)),
        .. submission.Folders.Select(folder => ((MetadataObject)folder, folder.PatientId)),
    ];
}
