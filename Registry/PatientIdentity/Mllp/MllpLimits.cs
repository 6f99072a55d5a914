namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>What one sender may cost.</summary>
/// <param name="MaxMessageBytes">Octets of one message.</param>
/// <param name="MidFrame">How long a sender may take to finish a message, and to read an answer.</param>
/// <param name="Idle">How long it may say nothing.</param>
internal sealed record MllpLimits(int MaxMessageBytes, TimeSpan MidFrame, TimeSpan Idle)
{
    /// <summary>Octets between two messages, where there should be none.</summary>
    public const int MaxStrayBytes = 64 * 1024;

    public static MllpLimits Of(RegistryOptions options) => new(
        options.MllpMaxMessageBytes, TimeSpan.FromSeconds(options.MllpMidFrameTimeoutSeconds),
        TimeSpan.FromHours(options.MllpIdleTimeoutHours));
}
