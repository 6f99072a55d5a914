namespace XdsDmp.Metadata.Ebxml;

/// <summary>What all ebRIM objects with metadata have in common (ebRIM 3.0 §2.5).</summary>
public abstract record RegistryObject : Identifiable
{
    public string? Lid { get; init; }

    public string? ObjectType { get; init; }

    public string? Status { get; init; }

    public InternationalString? Name { get; init; }

    public InternationalString? Description { get; init; }

    public VersionInfo? VersionInfo { get; init; }

    public Sequence<Classification> Classifications { get; init; } = [];

    public Sequence<ExternalIdentifier> ExternalIdentifiers { get; init; } = [];

    /// <summary>The first classification of that scheme, or null.</summary>
    public Classification? Classification(string scheme)
    {
        foreach (var classification in Classifications)
        {
            if (classification.ClassificationScheme == scheme)
            {
                return classification;
            }
        }

        return null;
    }

    public bool IsClassifiedAs(string node)
    {
        foreach (var classification in Classifications)
        {
            if (classification.ClassificationNode == node)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of the first external identifier of that scheme, or null.</summary>
    public string? ExternalIdentifierValue(string scheme)
    {
        foreach (var identifier in ExternalIdentifiers)
        {
            if (identifier.IdentificationScheme == scheme)
            {
                return identifier.Value;
            }
        }

        return null;
    }
}
