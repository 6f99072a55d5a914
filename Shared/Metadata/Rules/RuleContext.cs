using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules;

/// <summary>What a rule looks at, and where it reports.</summary>
internal sealed class RuleContext
{
    private readonly RegistryErrors _errors;
    private readonly Dictionary<ObjectId, MetadataObject> _objects = [];
    private readonly HashSet<ObjectId> _submittedByUpdate = [];

    public RuleContext(Submission submission, MetadataRuleSettings settings, RegistryErrors errors)
    {
        Submission = submission;
        Settings = settings;
        _errors = errors;
        Objects = [.. submission.Objects()];
        foreach (var it in Objects)
        {
            _objects.TryAdd(it.Id, it);
            if (it is Association { Type: AssociationType.SubmitAssociation } update)
            {
                _submittedByUpdate.Add(update.Target);
            }
        }
    }

    public Submission Submission { get; }

    public MetadataRuleSettings Settings { get; }

    public MetadataObject[] Objects { get; }

    public bool IsUpdate =>
        Settings.Transaction is SubmissionTransaction.Update or SubmissionTransaction.RestrictedUpdate;

    /// <summary>The object of this submission with that id, or null.</summary>
    public MetadataObject? Find(ObjectId id) => id.IsMissing ? null : _objects.GetValueOrDefault(id);

    public bool IsSubmissionSet(ObjectId id) => !id.IsMissing && id == Submission.SubmissionSet.Id;

    /// <summary>
    /// ITI-57 adds associations between registered objects by a SubmitAssociation that points to them.
    /// </summary>
    public bool IsSubmittedByUpdate(Association association) => IsUpdate && _submittedByUpdate.Contains(association.Id);

    /// <summary>A fault of metadata at an object, or at one of its attributes.</summary>
    public void Report(
        RuleDescription rule, string problem, MetadataObject at, string? attribute = null, string? value = null,
        string? accepted = null) =>
        Report(RegistryErrorCode.XDSRegistryMetadataError, rule, problem, at, attribute, value, accepted);

    public void Report(
        RegistryErrorCode code,
        RuleDescription rule,
        string problem,
        MetadataObject at,
        string? attribute = null,
        string? value = null,
        string? accepted = null)
    {
        var place = attribute is null ? $"{at.Kind} {at.Id}" : $"{at.Kind} {at.Id}, {attribute}";
        _errors.Add(code, new Explanation(rule.Id, problem, place, value, accepted, rule.Source));
    }
}
