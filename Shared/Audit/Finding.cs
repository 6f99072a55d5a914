namespace XdsDmp.Audit;

/// <summary>
/// A non-conformance of something received. Nobody is refused for it: findings tell the operator which sender to mend.
/// </summary>
/// <param name="Detail">Place and, for codes, the value; never names of persons.</param>
public sealed record Finding(FindingCode Code, string Detail);
