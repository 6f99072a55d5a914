using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Submissions;
using XdsDmp.Security.Systems;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Updates;

/// <summary>An update that is right in itself, before the registry's state: what its rules look at.</summary>
internal sealed class UpdateContext
{
    private readonly Dictionary<NewVersion, ObjectVersion?> _latest = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, NewVersion> _successors = [];

    public UpdateContext(
        ReadSession session, Submission submission, UpdateSettings settings, KnownSystem system, Sight? sight = null)
    {
        Registration = new RegistrationContext(session, submission, sight);
        Operations = UpdateOperations.Of(submission);
        Settings = settings;
        System = system;
        foreach (var version in Operations.Versions)
        {
            var latest = version.Object.LogicalId.Uuid is { } id
                && ObjectVersion.Latest(session, id) is { } found && Registration.Shows(found.Object.Key)
                ? found
                : null;
            _latest.Add(version, latest);
            if (latest is not null)
            {
                _successors.TryAdd(latest.Object.Key, version);
            }
        }
    }

    /// <summary>Patient, and the registered ends of associations.</summary>
    public RegistrationContext Registration { get; }

    public ReadSession Session => Registration.Session;

    public UpdateOperations Operations { get; }

    public UpdateSettings Settings { get; }

    /// <summary>Who wants it.</summary>
    public KnownSystem System { get; }

    /// <summary>What the new version would follow; null when there is no such logical object.</summary>
    public ObjectVersion? Latest(NewVersion version) => _latest[version];

    /// <summary>The new version of a registered object in this submission, if it is given one.</summary>
    public NewVersion? SuccessorOf(RegisteredObject it) => _successors.GetValueOrDefault(it.Key);

    /// <param name="code">Under which the supplement refuses this.</param>
    /// <param name="rule">Its id in the README.</param>
    /// <param name="problem">One sentence without a full stop.</param>
    /// <param name="at">The object that is wrong.</param>
    /// <param name="attribute">Its attribute or slot.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="accepted">What would be accepted.</param>
    /// <param name="french">The same in French, of rules of the DMP.</param>
    public void Refuse(
        RegistryErrorCode code, string rule, string problem, MetadataObject at, string attribute, string? value,
        string accepted, FrenchWording? french = null) =>
        Registration.Errors.Add(code, new Explanation(
            rule, problem, $"{at.Kind} {at.Id}, {attribute}", value, accepted,
            french is not null ? "DMP, TD3.3"
                : Settings.IsRestricted ? "ITI TF-2 §3.92.4.1.3" : "ITI TF-2 §3.57.4.1.3")
        {
            French = french,
        });
}
