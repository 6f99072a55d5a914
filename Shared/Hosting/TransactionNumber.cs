namespace XdsDmp.Hosting;

/// <summary>Transactions that are not SOAP, and so have no <see cref="TransactionId"/>.</summary>
public static class TransactionNumber
{
    public const string Iti8 = "ITI-8";
    public const string Iti20 = "ITI-20";
    public const string Iti64 = "ITI-64";
    public const string Iti81 = "ITI-81";
    public const string Iti82 = "ITI-82";
}
