namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>The stream is no MLLP, or its message is too large: the connection must be closed.</summary>
/// <param name="beginning">Of the message that is too large; empty when there is no message.</param>
internal sealed class MllpFramingException(string message, byte[] beginning) : Exception(message)
{
    public byte[] Beginning { get; } = beginning;
}
