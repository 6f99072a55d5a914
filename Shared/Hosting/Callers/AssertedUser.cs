using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Hosting.Callers;

/// <summary>What the audit trail says of the user that an assertion names (ITI TF-2 §3.40.4.2).</summary>
public static class AssertedUser
{
    /// <summary>An exchange with a user behind it: who, in which roles, for what purpose.</summary>
    public static AuditContext AddTo(AuditContext context, VerifiedAssertion assertion) => context with
    {
        Humans = [.. context.Humans, ToParticipant(assertion)],
        PurposesOfUse = PurposesOfUse(assertion),
    };

    /// <summary>
    /// The user as <c>alias&lt;user@issuer&gt;</c>: SPProvidedID, NameID, Issuer; with every role that the assertion
    /// gives.
    /// </summary>
    public static HumanParticipant ToParticipant(VerifiedAssertion assertion)
    {
        var name = $"{assertion.SpProvidedId}<{assertion.NameId}@{assertion.Issuer}>";
        return new HumanParticipant(name, name) { Roles = [.. assertion.Roles.Select(ToCodedValue)] };
    }

    /// <summary>For EventIdentification (PurposeOfUse Option).</summary>
    public static IReadOnlyList<CodedValue> PurposesOfUse(VerifiedAssertion assertion) =>
        [.. assertion.PurposesOfUse.Select(ToCodedValue)];

    /// <summary>
    /// An audit message names a code system; where the assertion does not, its identifier stands for it.
    /// </summary>
    private static CodedValue ToCodedValue(AssertedCode code) => new(
        code.Code, FirstOf(code.SystemName, code.System, "unknown"), FirstOf(code.DisplayName, code.Code))
    {
        DisplayName = code.DisplayName,
    };

    private static string FirstOf(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                return text;
            }
        }

        return "";
    }
}
