namespace XdsDmp.Atna.Storage;

/// <summary>
/// Gathers the terms of one record, each once; what there is nothing to search by is left out. It is made for every
/// message: hence a list that is filled, and not sequences that are chained.
/// </summary>
internal sealed class TermList
{
    /// <summary>What one record's index may cost: a hostile message names ten thousand objects.</summary>
    private const int Max = 2_000;

    private const int Usual = 32;

    private readonly HashSet<SearchTerm> _terms = new(Usual);

    /// <summary>Nothing is taken any more.</summary>
    public bool IsFull => _terms.Count >= Max;

    public void Add(SearchTerm? term)
    {
        if (term is { } some && !IsFull)
        {
            _terms.Add(some);
        }
    }

    /// <inheritdoc cref="SearchTerm.Token"/>
    public void AddToken(SearchTermKind kind, string? value, string? system = null) =>
        Add(SearchTerm.Token(kind, value, system));

    /// <inheritdoc cref="SearchTerm.Words"/>
    public void AddWords(SearchTermKind kind, string? value) => Add(SearchTerm.Words(kind, value));

    /// <summary>In the order of the index.</summary>
    public SearchTerm[] Sorted()
    {
        var terms = new SearchTerm[_terms.Count];
        _terms.CopyTo(terms);
        Array.Sort(terms);
        return terms;
    }
}
