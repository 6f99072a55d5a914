namespace XdsDmp.Metadata.Ins;

/// <summary>Whose identifiers are taken for those of a DMP.</summary>
/// <param name="Accepted">OIDs of identifier domains.</param>
public sealed record InsRules(IReadOnlyList<string> Accepted)
{
    /// <summary>What real persons bear.</summary>
    public static InsRules Production { get; } =
        new([.. InsAuthority.All.Where(authority => authority.IsReal).Select(authority => authority.Oid)]);

    public bool Accepts(string oid) => Accepted.Contains(oid);

    internal string Names => string.Join(", ", Accepted.Select(oid => InsAuthority.Find(oid)?.ToString() ?? oid));
}
