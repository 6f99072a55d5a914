using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Submissions;

namespace XdsDmp.Registry.Updates;

/// <summary>
/// Association propagation: what was said of the previous versions is said of the new ones too, unless the sender does
/// not want it (ITI TF-2 §3.57.4.1.3.3). Where both ends get new versions in one submission the new ones are linked.
/// </summary>
internal sealed class Propagation
{
    public const string PatientRule = "MU-propagationPatient";

    private readonly UpdateContext _context;
    private readonly List<PropagatedAssociation> _associations = [];
    private readonly HashSet<long> _seen = [];

    private Propagation(UpdateContext context) => _context = context;

    /// <summary>The associations to be made; conflicts between patients go to the errors.</summary>
    public static IReadOnlyList<PropagatedAssociation> Plan(UpdateContext context)
    {
        var propagation = new Propagation(context);
        foreach (var version in context.Operations.Versions.Where(v => v.Propagates))
        {
            foreach (var association in RegistryObjectStore
                .AssociationsOf(context.Session, context.Latest(version)!.Object.Key)
                .Where(a => a.Object.Status == AvailabilityStatus.Approved))
            {
                propagation.Add(association);
            }
        }

        return propagation._associations;
    }

    private void Add(RegisteredAssociation association)
    {
        var (source, target) = RegistryObjectStore.EndsOf(_context.Session, association.Object.Key);
        var (newSource, newTarget) = (_context.SuccessorOf(source), _context.SuccessorOf(target));
        if (!_seen.Add(association.Object.Key)
            || newSource is { Propagates: false } || newTarget is { Propagates: false }
            || !IsPropagated(association.Type, source, newSource, target, newTarget)
            || (_context.Settings.LeavesOthersBehind && (IsForeign(newSource, source) || IsForeign(newTarget, target))))
        {
            return;
        }

        var statement = (RimAssociation)RegistryObjectStore
            .FragmentOf(_context.Session, association.Object.Key).ReadObject();
        CheckPatient(newSource, source, newTarget, target);
        _associations.Add(new PropagatedAssociation(
            NewAssociation.Of(statement, IdOf(newSource, source), IdOf(newTarget, target)),
            source.Kind == ObjectKind.Folder && newSource is null ? source : null));
    }

    /// <summary>Relationships, and memberships in folders of which both ends are in use.</summary>
    private static bool IsPropagated(
        AssociationType type, RegisteredObject source, NewVersion? newSource, RegisteredObject target,
        NewVersion? newTarget) =>
        type.IsRelationship()
        || (source.Kind == ObjectKind.Folder
            && (newSource is not null || source.Status == AvailabilityStatus.Approved)
            && (newTarget is not null || target.Status == AvailabilityStatus.Approved));

    private void CheckPatient(
        NewVersion? newSource, RegisteredObject source, NewVersion? newTarget, RegisteredObject target)
    {
        Check(newSource ?? newTarget!, newSource is null ? source : null);
        Check(newTarget ?? newSource!, newTarget is null ? target : null);

        void Check(NewVersion version, RegisteredObject? other)
        {
            if (other is not null && IsForeign(null, other))
            {
                _context.Refuse(
                    RegistryErrorCode.XDSPatientIDReconciliationError, PatientRule,
                    $"the new version is associated with {other.Kind} {other.EntryUuid} of another patient",
                    version.Object, "patientId", _context.Registration.Submission.SubmissionSet.PatientId!.ToString(),
                    "the same patient, or AssociationPropagation no");
            }
        }
    }

    private bool IsForeign(NewVersion? version, RegisteredObject it) =>
        version is null && !_context.Registration.IsOfPatient(it);

    private static ObjectId IdOf(NewVersion? version, RegisteredObject it) =>
        version?.Object.Id ?? new ObjectId(it.EntryUuid);
}

/// <summary>An association made anew.</summary>
/// <param name="Association">In its registered form.</param>
/// <param name="Folder">The registered Folder that gets a document by it, if any.</param>
internal sealed record PropagatedAssociation(Association Association, RegisteredObject? Folder);
