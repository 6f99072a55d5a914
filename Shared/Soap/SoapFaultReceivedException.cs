namespace XdsDmp.Soap;

/// <summary>The peer has answered with a SOAP fault.</summary>
public sealed class SoapFaultReceivedException(FaultDescription fault) : Exception(fault.ToString())
{
    public FaultDescription Fault { get; } = fault;
}
