namespace XdsDmp.Soap;

/// <summary>No usable answer came back: no connection, a broken one, or something that is not the answer.</summary>
public sealed class SoapTransportException(
    string message, bool requestMayHaveBeenReceived, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>False only when no connection was made: then the peer cannot have acted on the request.</summary>
    public bool RequestMayHaveBeenReceived { get; } = requestMayHaveBeenReceived;
}
