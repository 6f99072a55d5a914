namespace XdsDmp.Audit.Events;

/// <summary>Which end of a transaction records: the one that opened the call, or the one that answered.</summary>
public enum TransactionEnd
{
    Client,
    Server,
}
