namespace XdsDmp.Soap;

/// <summary>Fault codes of SOAP 1.2 part 1 §5.4.6; 1.1 calls Sender "Client" and Receiver "Server".</summary>
public enum FaultCode
{
    VersionMismatch,
    MustUnderstand,
    DataEncodingUnknown,
    Sender,
    Receiver,
}
