namespace XdsDmp.Audit.Syslog;

/// <summary>A structured data element with its parameters in order, unescaped (RFC 5424 §6.3).</summary>
public sealed record StructuredDataElement(string Id, IReadOnlyList<KeyValuePair<string, string>> Parameters);
