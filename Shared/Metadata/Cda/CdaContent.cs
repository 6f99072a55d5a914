namespace XdsDmp.Metadata.Cda;

/// <summary>What became of reading a document as CDA, to its end.</summary>
/// <param name="Header">Null when the document is not CDA, or no XML that we read.</param>
/// <param name="Root">Namespace and name of the element that it is; null when not even that can be read.</param>
/// <param name="Fault">Why it is no XML that we read, with its place; null when it is well-formed.</param>
public sealed record CdaContent(CdaHeader? Header, string? Root, string? Fault);
