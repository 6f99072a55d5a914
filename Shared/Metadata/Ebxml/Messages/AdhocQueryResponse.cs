using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>The body of an answer to ITI-18 or ITI-51, as clients see it (ITI TF-2 §3.18.4.1.3).</summary>
public sealed record AdhocQueryResponse(RegistryResponse Response, RegistryObjectList Objects);
