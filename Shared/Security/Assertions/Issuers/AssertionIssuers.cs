namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>Whose assertions we accept, as the file of issuers said at one moment.</summary>
public sealed class AssertionIssuers(string version, IReadOnlyList<TrustedIssuer> all)
{
    /// <summary>The file's own name for this state of it.</summary>
    public string Version { get; } = version;

    public IReadOnlyList<TrustedIssuer> All { get; } = all;

    /// <summary>
    /// Who may have issued it: the one whose name it bears, else those that are known by the certificate that signs.
    /// </summary>
    public IReadOnlyList<TrustedIssuer> CandidatesFor(SamlName issuer)
    {
        var named = All.Where(one => one.Rules.Issuer == issuer.Value).ToList();
        return named.Count > 0 ? named
            : issuer.Format is SamlNames.X509SubjectName ? [.. All.Where(one => one.Rules.Issuer is null)] : [];
    }
}
