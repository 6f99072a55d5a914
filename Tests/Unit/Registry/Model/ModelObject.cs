namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>An object of the model: only what the profile's rules and queries ask for.</summary>
internal abstract class ModelObject(string id)
{
    public string Id { get; } = id;

    public bool IsApproved { get; set; } = true;

    /// <summary>A name by which both sides know the object, also when the registry chose its id.</summary>
    public virtual string Key => Id;
}

internal abstract class ModelOfPatient(string id, int patient, string uniqueId) : ModelObject(id)
{
    /// <summary>Under which it was registered.</summary>
    public int Patient { get; } = patient;

    public string UniqueId { get; } = uniqueId;

    public string LogicalId { get; init; } = id;

    public int Version { get; init; } = 1;
}

internal sealed class ModelSet(string id, int patient, string uniqueId) : ModelOfPatient(id, patient, uniqueId);

internal sealed class ModelEntry(string id, int patient, string uniqueId, Content content)
    : ModelOfPatient(id, patient, uniqueId)
{
    public Content Content { get; } = content;
}

internal sealed class ModelFolder(string id, int patient, string uniqueId) : ModelOfPatient(id, patient, uniqueId)
{
    public required DateTimeOffset Updated { get; set; }
}

/// <summary>Types as in ITI TF-3 table 4.2.2-1, by their short names.</summary>
internal sealed class ModelAssociation(string type, ModelObject source, ModelObject target) : ModelObject("")
{
    public string Type { get; } = type;

    public ModelObject Source { get; } = source;

    public ModelObject Target { get; } = target;

    public bool IsReference { get; init; }

    public bool IsRelationship => Type != "HasMember";

    public override string Key => $"{Type}({Source.Key} -> {Target.Key})";
}
