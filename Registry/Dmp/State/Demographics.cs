using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Dmp.State;

/// <summary>Who the person is: the administrative part of a DMP (TD1.1, TD1.3).</summary>
internal sealed record Demographics
{
    public required string BirthName { get; init; }

    public string? UsedName { get; init; }

    /// <summary>All of them, separated by spaces.</summary>
    public required string FirstNames { get; init; }

    public string? Prefix { get; init; }

    /// <summary>M, F or UN.</summary>
    public string? Gender { get; init; }

    /// <summary><c>yyyyMMdd</c>, as on the card: months and days need not be on the calendar.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Code of the commune or country.</summary>
    public string? BirthPlace { get; init; }

    /// <summary>Among twins.</summary>
    public int? BirthRank { get; init; }

    public PostalAddress? Address { get; init; }

    public IReadOnlyList<Telecom> Telecoms { get; init; } = [];

    public IReadOnlyList<LegalRepresentative> Representatives { get; init; } = [];
}

/// <summary>Where the person lives.</summary>
internal sealed record PostalAddress(
    IReadOnlyList<string> Lines, string? PostalCode, string? City, string? Country = null);

/// <summary>A telephone number or an address of e-mail.</summary>
/// <param name="Value">As a URL: <c>tel:</c>, <c>mailto:</c>.</param>
/// <param name="Use">HP home, MC mobile; null: it does not say.</param>
internal sealed record Telecom(string Value, string? Use = null);

/// <summary>Who stands for a minor, or for an adult under guardianship.</summary>
/// <param name="Relationship">FTH, MTH, … (2.16.840.1.113883.1.11.19579).</param>
/// <param name="Name">Family name.</param>
/// <param name="FirstNames">All of them, separated by spaces.</param>
/// <param name="Ins">By which a portal names the representative; null: cannot use one.</param>
internal sealed record LegalRepresentative(
    string Relationship, string Name, string FirstNames, PatientId? Ins = null)
{
    public IReadOnlyList<Telecom> Telecoms { get; init; } = [];
}
