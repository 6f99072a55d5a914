using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// What must be said of the user, and what may be (ITI TF-2 §3.40.4.1.2): by the rules of the issuer.
/// </summary>
internal static class ContentCheck
{
    public static void Check(AssertionCase it)
    {
        if (it.Content.NameId is null)
        {
            throw AssertionCase.Invalid("the assertion names no user");
        }

        var rules = it.Rules.Content;
        foreach (var name in rules.RequiredAttributes.Where(name => !HasValue(it, name)))
        {
            throw AssertionCase.Invalid($"the attribute {name} is missing or empty");
        }

        Check(it, XuaAttributes.Role, rules.Roles, rules.MostRoles);
        Check(it, XuaAttributes.PurposeOfUse, rules.Purposes, rules.MostPurposes);
        CheckPatient(it, rules.Patient);
    }

    /// <summary>
    /// Names of VIHF attributes are spelled in two ways by what is in use; case does not tell them apart.
    /// </summary>
    private static bool HasValue(AssertionCase it, string name) => it.Content.Attributes.Any(attribute =>
        attribute.Name.Equals(
            name, it.Rules.Vihf is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        && attribute.Values.Any(
            value => value.Text.Length > 0 || value.Code is not null || value.InstanceId is not null));

    private static void Check(AssertionCase it, string name, IReadOnlyList<AssertedCode>? accepted, int most)
    {
        var codes = it.Content.ValuesOf(name).Select(value => value.AsCode).OfType<AssertedCode>().ToList();
        if (codes.Count > most)
        {
            throw AssertionCase.NotAllowed($"{name} has {codes.Count} values; accepted: {most}");
        }

        var other = accepted is null
            ? null
            : codes.Find(code => !accepted.Any(one => one.Is(code.Code, code.System)));
        if (other is not null)
        {
            throw AssertionCase.NotAllowed($"{name} {Quoted.Of(other.ToString())} is not accepted from this issuer");
        }
    }

    private static void CheckPatient(AssertionCase it, PatientRule rule)
    {
        var patients = it.Content.ValuesOf(XuaAttributes.ResourceId).Select(value => value.Text).Distinct().ToList();
        if (rule == PatientRule.Ignore || (patients.Count == 0 && rule == PatientRule.Compare))
        {
            return;
        }

        // What it says is of no concern to a log.
        if (patients.Count != 1 || AssertedPatient.TryParse(patients[0]) is null)
        {
            throw AssertionCase.Invalid($"{XuaAttributes.ResourceId} is not one patient id in CX");
        }
    }
}
