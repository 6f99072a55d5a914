using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>AuditSourceIdentification as it was sent.</summary>
public sealed record SourceSummary(string? SourceId, string? EnterpriseSiteId, IReadOnlyList<CodedValue> TypeCodes);
