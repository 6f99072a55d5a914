using System.Collections.Frozen;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>The codes that one attribute may have (ANS, jeux de valeurs).</summary>
/// <param name="Name">For instance <c>JDV_J57</c>.</param>
/// <param name="Oid">Of the set, not of the schemes of its codes.</param>
/// <param name="Version">A date; empty where the set's publisher gives none.</param>
/// <param name="IsComplete">False: there are more, so that an unknown one is no fault.</param>
/// <param name="Codes">Code and scheme.</param>
public sealed record DmpValueSet(
    string Name, string Oid, string? Version, bool IsComplete, FrozenSet<(string Code, string Scheme)> Codes)
{
    public bool Contains(string code, string scheme) => Codes.Contains((code, scheme));
}
