namespace XdsDmp.Metadata.Queries;

/// <summary>The kinds of DocumentEntry that <c>$XDSDocumentEntryType</c> asks for.</summary>
[Flags]
public enum DocumentEntryTypes
{
    /// <summary>Only types that do not exist were asked for: nothing can match.</summary>
    None = 0,
    Stable = 1,
    OnDemand = 2,
}
