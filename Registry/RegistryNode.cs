using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry;

/// <summary>What the registry's transactions work with; made once when the service starts.</summary>
internal sealed record RegistryNode(
    RegistryOptions Options, GroupCommitWriter Writer, ReaderPool Readers, AuditTrail Audit, TimeProvider Clock)
{
    public MetadataRuleSettings MetadataRules { get; } = new();

    public AffinityDomain Domain { get; init; } = AffinityDomain.Open;

    public PatientDomain Patients { get; } = PatientDomain.Of(Options);

    public Code LinkChangeContentType { get; } = ContentTypeSetting.Of(Options);

    public ObjectInserts Inserts { get; } = new(new CodeDictionary());
}
