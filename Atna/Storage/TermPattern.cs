namespace XdsDmp.Atna.Storage;

/// <summary>What a search looks for among the terms of one kind: one term, or all that begin so.</summary>
internal sealed record TermPattern(SearchTermKind Kind, string Text, bool IsPrefix)
{
    public static TermPattern? Exactly(SearchTerm? term) =>
        term is { } some ? new TermPattern(some.Kind, some.Term, IsPrefix: false) : null;

    /// <summary>A code or identifier of whatever system.</summary>
    public static TermPattern? OfAnySystem(SearchTermKind kind, string? value) => SearchTerm.ValueOf(value) is { } text
        ? new TermPattern(kind, text + SearchTerm.Separator, IsPrefix: true)
        : null;

    /// <summary>Names that begin so.</summary>
    public static TermPattern? Beginning(SearchTermKind kind, string? value) =>
        SearchTerm.Words(kind, value) is { } term ? new TermPattern(kind, term.Term, IsPrefix: true) : null;
}

/// <summary>One condition of a search: any of these patterns.</summary>
internal sealed record TermGroup(params IReadOnlyList<TermPattern> Patterns)
{
    public static TermGroup Of(params IEnumerable<TermPattern?> patterns) =>
        new([.. patterns.OfType<TermPattern>()]);
}
