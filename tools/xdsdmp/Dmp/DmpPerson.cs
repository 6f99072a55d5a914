namespace XdsDmp.CommandLine.Dmp;

/// <summary>A person for whom a DMP is opened, or whose data are changed.</summary>
internal sealed record DmpPerson
{
    public required string BirthName { get; init; }

    public string? UsedName { get; init; }

    public required string FirstNames { get; init; }

    public string? Prefix { get; init; }

    /// <summary>M, F or UN.</summary>
    public string? Gender { get; init; }

    /// <summary>YYYYMMDD, as on the card.</summary>
    public string? BirthDate { get; init; }

    public string? BirthPlace { get; init; }

    public string? Street { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? HomePhone { get; init; }

    public string? MobilePhone { get; init; }

    public string? Email { get; init; }
}
