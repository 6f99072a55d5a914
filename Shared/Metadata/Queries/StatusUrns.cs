namespace XdsDmp.Metadata.Queries;

/// <summary>The availability statuses that a query understands; whatever else is asked for is ignored.</summary>
internal static class StatusUrns
{
    public const string Approved = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";
    public const string Deprecated = "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated";

    public static bool IsKnown(string status) => status is Approved or Deprecated;
}
