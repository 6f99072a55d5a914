using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry;

/// <summary>What the registry's transactions work with; made once when the service starts.</summary>
internal sealed record RegistryNode(
    RegistryOptions Options, GroupCommitWriter Writer, ReaderPool Readers, AuditTrail Audit, TimeProvider Clock)
{
    /// <summary>Whose rules are kept here.</summary>
    public Profile Profile { get; init; }

    /// <summary>Of no importance with the profile Ihe.</summary>
    public DmpOptions Dmp { get; init; } = new();

    /// <summary>Who may do what, and sees what.</summary>
    public DmpAccess Access { get; init; } = DmpAccess.Of(Profile.Ihe, new DmpOptions(), Clock);

    public LifeCycle LifeCycle => Profile == Profile.Dmp ? LifeCycle.Dmp : LifeCycle.Ihe;

    public MetadataRuleSettings MetadataRules =>
        Profile == Profile.Dmp ? MetadataRuleSettings.Dmp : MetadataRuleSettings.Ihe;

    /// <summary>What the French profile asks of metadata; null: nothing.</summary>
    public DmpRuleSettings? DmpRules { get; init; }

    public AffinityDomain Domain { get; init; } = AffinityDomain.Open;

    public PatientDomain Patients { get; } = PatientDomain.Of(Options);

    public Code LinkChangeContentType { get; } = ContentTypeSetting.Of(Options);

    public ObjectInserts Inserts { get; } = new(new CodeDictionary());
}
