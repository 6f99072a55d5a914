namespace XdsDmp.Metadata.Ins;

/// <summary>
/// Who gives national health identifiers (ANS, Référentiel Identifiant National de Santé; the OIDs are those of its
/// annex and of the samples of the DMP).
/// </summary>
/// <param name="Oid">Of the identifier domain.</param>
/// <param name="Kind">Which of the identifiers: it says how they are built.</param>
/// <param name="Name">For people.</param>
/// <param name="IsReal">False: identifiers for tests and demonstrations, which no person bears.</param>
public sealed record InsAuthority(string Oid, InsKind Kind, string Name, bool IsReal = true)
{
    public static InsAuthority InsA { get; } = new("1.2.250.1.213.1.4.1", InsKind.InsA, "INS-A");

    public static InsAuthority InsC { get; } = new("1.2.250.1.213.1.4.2", InsKind.InsC, "INS-C");

    public static InsAuthority InsNir { get; } = new("1.2.250.1.213.1.4.8", InsKind.Nir, "INS-NIR");

    public static InsAuthority InsNia { get; } = new("1.2.250.1.213.1.4.9", InsKind.Nia, "INS-NIA");

    public static InsAuthority Test { get; } = new("1.2.250.1.213.1.4.10", InsKind.Nir, "INS-NIR de test", false);

    public static InsAuthority Demonstration { get; } =
        new("1.2.250.1.213.1.4.11", InsKind.Nir, "INS-NIR de démonstration", false);

    public static IReadOnlyList<InsAuthority> All { get; } = [InsA, InsC, InsNir, InsNia, Test, Demonstration];

    /// <summary>Null: the authority gives no national health identifiers.</summary>
    public static InsAuthority? Find(string oid) => All.FirstOrDefault(authority => authority.Oid == oid);

    public override string ToString() => $"{Oid} ({Name})";
}

/// <summary>How a national health identifier is built.</summary>
public enum InsKind
{
    /// <summary>Number of the register of persons: 13 characters and a key of 2 digits.</summary>
    Nir,

    /// <summary>The same in waiting for that number.</summary>
    Nia,

    /// <summary>Computed from what is on a carte Vitale: 20 digits and a key of 2; historical.</summary>
    InsC,

    /// <summary>By chance; planned, never given.</summary>
    InsA,
}
