using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Registry.PatientIdentity.Hl7v3;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>What an answer says about its question and how that ended.</summary>
/// <param name="Question">Whom and what it answers.</param>
/// <param name="ProcessingId">P, T or D.</param>
/// <param name="Now">When.</param>
/// <param name="Problems">Why nothing was done; empty when it was.</param>
/// <param name="Language">Of explanations.</param>
internal sealed record AnswerHeader(
    Interaction Question, string ProcessingId, DateTimeOffset Now, IReadOnlyList<DmpProblem> Problems,
    Language Language)
{
    /// <summary>AA done, AE not done.</summary>
    public string Acknowledgement => Problems.Count == 0 ? "AA" : "AE";

    public InstanceIdentifier Id { get; } = new(Guid.NewGuid().ToString(), null);
}
