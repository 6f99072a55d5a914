namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>What a broken rule means, from strict to lenient.</summary>
public enum RuleTreatment
{
    /// <summary>The submission is refused.</summary>
    Reject,

    /// <summary>The submission is taken, and the sender told.</summary>
    Warn,

    /// <summary>The submission is taken in silence.</summary>
    Accept,
}
