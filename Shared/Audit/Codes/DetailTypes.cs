namespace XdsDmp.Audit.Codes;

/// <summary>
/// Types of object details. The home community is spelled differently in retrievals and in queries: so do the texts of
/// ITI-43 and ITI-18, and senders follow them.
/// </summary>
public static class DetailTypes
{
    public const string RepositoryUniqueId = "Repository Unique ID";

    public const string RetrievalHomeCommunityId = "ihe:homeCommunityID";

    public const string QueryHomeCommunityId = "urn:ihe:iti:xca:2010:homeCommunityId";

    public const string QueryEncoding = "QueryEncoding";

    /// <summary>ITI-8: message control id.</summary>
    public const string MessageControlId = "MSH-10";

    /// <summary>ITI-44: id of the message.</summary>
    public const string MessageId = "II";

    public const string AlertDescription = "Alert Description";

    /// <summary>Of emergency access to a DMP: the VIHF's reason, under the name that it has there.</summary>
    public const string EmergencyReason = "Mode_Acces_Raison";

    /// <summary>Number of the transaction that an alert is about.</summary>
    public const string Transaction = "Transaction";
}
