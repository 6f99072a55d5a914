using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// A submission in the form in which it will be kept, serialised: all that can be done before the one writer's turn.
/// </summary>
internal sealed class PreparedSubmission
{
    private readonly Dictionary<MetadataObject, StoredFragment> _fragments = new(ReferenceEqualityComparer.Instance);

    public PreparedSubmission(Submission submission, Hl7Time now)
    {
        Submission = RegisteredForm.Of(SymbolicIds.Resolve(submission, NewId.Next), now);
        foreach (var it in Submission.Objects())
        {
            _fragments.Add(it, StoredFragment.Of(it.Rim));
        }
    }

    /// <summary>Ids resolved, all Approved.</summary>
    public Submission Submission { get; }

    public StoredFragment FragmentOf(MetadataObject it) => _fragments[it];
}
