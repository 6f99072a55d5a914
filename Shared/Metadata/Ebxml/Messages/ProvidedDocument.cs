namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>A Document of an ITI-41 request.</summary>
/// <param name="Id">The id of its ExtrinsicObject.</param>
/// <param name="Content">What was made of the element's content: <see cref="DocumentContent"/> when writing.</param>
public sealed record ProvidedDocument<TContent>(string Id, TContent Content);
