namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>
/// The frame of the Minimal Lower Layer Protocol (HL7 v2.3.1 appendix C.4): start block, message, end block, carriage
/// return.
/// </summary>
internal static class MllpFrames
{
    public const byte StartBlock = 0x0B;

    public const byte EndBlock = 0x1C;

    private const byte CarriageReturn = 0x0D;

    public static byte[] Of(ReadOnlySpan<byte> message) => [StartBlock, .. message, EndBlock, CarriageReturn];
}
