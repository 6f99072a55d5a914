namespace XdsDmp.Metadata.Queries;

/// <summary>A code asked for. Display names take no part in the comparison.</summary>
public readonly record struct QueryCode(string Value, string Scheme);
