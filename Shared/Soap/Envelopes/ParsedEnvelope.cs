namespace XdsDmp.Soap.Envelopes;

/// <summary>What one pass over an envelope has found.</summary>
internal sealed record ParsedEnvelope(
    SoapVersion Version, AddressingHeaders Addressing, bool HasSecurity, bool InsistsOnSecurity, string BodyNamespace,
    string BodyName);
