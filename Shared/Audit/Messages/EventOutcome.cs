namespace XdsDmp.Audit.Messages;

/// <summary>EventOutcomeIndicator; the numbers are those on the wire.</summary>
public enum EventOutcome
{
    Success = 0,

    /// <summary>Refused for a reason that lies with the caller; it may be put right and repeated.</summary>
    MinorFailure = 4,

    /// <summary>The action was ended by a fault or forbidden.</summary>
    SeriousFailure = 8,

    /// <summary>The recording system itself is no longer fit to work.</summary>
    MajorFailure = 12,
}
