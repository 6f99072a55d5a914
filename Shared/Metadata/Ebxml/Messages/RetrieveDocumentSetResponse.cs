using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>The body of an ITI-43 response (ITI TF-2 §3.43.4.2.2).</summary>
public sealed record RetrieveDocumentSetResponse<TContent>(
    RegistryResponse Response, Sequence<DocumentResponse<TContent>> Documents);
