namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>The body of ITI-41 (ITI TF-2 §3.41.4.1.2).</summary>
public sealed record ProvideAndRegisterDocumentSetRequest<TContent>(
    RegistryObjectList Objects, Sequence<ProvidedDocument<TContent>> Documents);
