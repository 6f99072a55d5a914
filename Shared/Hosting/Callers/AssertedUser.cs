using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Hosting.Callers;

/// <summary>What the audit trail says of the user that an assertion names (ITI TF-2 §3.40.4.2).</summary>
public static class AssertedUser
{
    /// <summary>An exchange with a user behind it: who, in which roles, for what purpose.</summary>
    public static AuditContext AddTo(AuditContext context, VerifiedAssertion assertion) => context with
    {
        Humans = [.. context.Humans, ToParticipant(assertion), .. NationalIdentity(assertion)],
        Organizations = [.. context.Organizations, .. Structure(assertion)],
        PurposesOfUse = PurposesOfUse(assertion),
        AssertedPatientId = assertion.Vihf?.Patient?.ToString(),
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

    /// <summary>
    /// For EventIdentification (PurposeOfUse Option). That a connection was secret stands here, too: who shows the
    /// trail to a minor's representatives must know it.
    /// </summary>
    public static IReadOnlyList<CodedValue> PurposesOfUse(VerifiedAssertion assertion)
    {
        var purposes = assertion.PurposesOfUse.Select(ToCodedValue).ToList();
        if (assertion.Vihf is { IsSecret: true }
            && !purposes.Exists(purpose => purpose.Code == VihfAttributes.SecretConnection))
        {
            purposes.Add(new CodedValue(
                VihfAttributes.SecretConnection, VihfAttributes.PurposeSystem, VihfAttributes.SecretConnection));
        }

        return purposes;
    }

    /// <summary>
    /// The person of a VIHF by national identifier and name, as people and searches know them; the form of XUA has the
    /// issuer in it, which is another one with each certificate.
    /// </summary>
    private static IEnumerable<HumanParticipant> NationalIdentity(VerifiedAssertion assertion)
    {
        if (assertion.Vihf is { } vihf)
        {
            AssertedCode?[] roles = [vihf.Profession, vihf.Speciality];
            yield return new HumanParticipant(vihf.UserId, vihf.UserName)
            {
                Roles = [.. roles.OfType<AssertedCode>().Select(ToCodedValue)],
            };
        }
    }

    private static IEnumerable<OrganizationParticipant> Structure(VerifiedAssertion assertion)
    {
        if (assertion.Vihf is { } vihf)
        {
            yield return new OrganizationParticipant(vihf.StructureId) { Kinds = [ToCodedValue(vihf.Sector)] };
        }
    }

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
