namespace XdsDmp.Audit.Codes;

/// <summary>The names of code systems, as audit messages spell them.</summary>
public static class CodeSystems
{
    public const string Dcm = "DCM";

    public const string IheTransactions = "IHE Transactions";

    public const string DmpTransactions = "DMP Transactions";

    public const string IheXdsMetadata = "IHE XDS Metadata";

    public const string Rfc3881 = "RFC-3881";

    /// <summary>Our own, where no standard has a code.</summary>
    public const string Own = "XdsDmp";
}
