using System.Xml;

namespace XdsDmp.Soap;

/// <summary>The message is unacceptable as a message; it is answered with a SOAP fault.</summary>
public class SoapFaultException : Exception
{
    public SoapFaultException(FaultDescription fault, Exception? innerException = null)
        : base(fault.Reason, innerException) => Fault = fault;

    public SoapFaultException(FaultCode code, string reason, XmlQualifiedName? subcode = null)
        : this(new FaultDescription(code, reason) { Subcode = subcode })
    {
    }

    public FaultDescription Fault { get; }

    public FaultCode Code => Fault.Code;

    public string Reason => Fault.Reason;

    public XmlQualifiedName? Subcode => Fault.Subcode;
}
