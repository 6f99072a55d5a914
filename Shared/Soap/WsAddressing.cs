namespace XdsDmp.Soap;

/// <summary>Names of WS-Addressing 1.0 (Core, SOAP Binding, Metadata).</summary>
public static class WsAddressing
{
    public const string Namespace = "http://www.w3.org/2005/08/addressing";
    public const string Anonymous = Namespace + "/anonymous";
    public const string None = Namespace + "/none";

    /// <summary>Action of the faults that WS-Addressing itself defines.</summary>
    public const string FaultAction = Namespace + "/fault";

    /// <summary>Action of every other fault.</summary>
    public const string SoapFaultAction = Namespace + "/soap/fault";

    /// <summary>Relation of an answer to its question; the default of <c>RelationshipType</c>.</summary>
    public const string ReplyRelation = Namespace + "/reply";
}
