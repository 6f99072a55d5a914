using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// One thing that keeps a message of a patient identity feed from being carried out, in a form from which both ITI-8
/// and ITI-44 make their answers.
/// </summary>
/// <param name="Code">HL7's code.</param>
/// <param name="Explanation">
/// Rule, problem, value; its place is in the notation of the message: <c>PID-3</c>, or <c>patient/id</c>.
/// </param>
internal sealed record FeedError(FeedErrorCode Code, Explanation Explanation)
{
    /// <summary>Refused for what kind of message it is, whatever it says (HL7 v2.5 §2.9.2: AR, not AE).</summary>
    public bool IsReject { get; init; }

    public static FeedError Of(RegistryFailure failure) =>
        new(FeedErrorCode.ApplicationInternalError, failure.Explanation);

    /// <summary>The same for the audit trail, which takes the rule for the code.</summary>
    public RegistryError ToRegistryError() =>
        new(Explanation.Rule, Explanation.ToString(), ErrorSeverity.Error, Explanation.Place);
}
