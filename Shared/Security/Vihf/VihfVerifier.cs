using XdsDmp.Security.Assertions.Checks;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Vihf;

/// <summary>
/// The French checks on an assertion whose signature, times and issuer have been found good (DMP, Interfaces LPS,
/// SEL-MP-037): the only maker of a <see cref="VerifiedVihf"/>.
/// </summary>
internal static class VihfVerifier
{
    /// <summary>Does nothing for an issuer of plain XUA assertions.</summary>
    public static void Check(AssertionCase it)
    {
        if (it.Rules.Vihf is not { } rules)
        {
            return;
        }

        // 1 what it says  2 the kind of certificate, for how the user has authenticated  3 versions and codes
        // 4 whose certificate it is: the person's, or the structure's
        var content = VihfReader.Read(it.Content);
        if (it.Signer is { } signer)
        {
            VihfCertificates.RequireSignatureCertificate(signer, content.Mode);
        }

        RequireCodes(content, rules);
        RequireReason(content, rules);
        if (it.Signer is not null)
        {
            VihfCertificates.RequireOwner(it, content, rules);
        }

        it.Vihf = new VerifiedVihf(content);
    }

    private static void RequireCodes(VihfContent content, VihfRules rules)
    {
        if (!rules.Versions.Contains(content.Version))
        {
            throw Wrong($"the version {Quoted.Of(content.Version)} is not accepted");
        }

        if (!rules.Resources.Contains(content.Resource))
        {
            throw Wrong($"it is for {Quoted.Of(content.Resource)}");
        }

        if (content.Mode != VihfMode.Direct && content.UserName is null)
        {
            throw Wrong("the user has no name, which an indirect authentication must say");
        }

        if (rules.ProfessionSystems is { } systems && !systems.Contains(content.Profession.System))
        {
            throw Wrong($"the profession {Quoted.Of(content.Profession.ToString())} is of no accepted code system");
        }

        foreach (var (_, system) in rules.Specialities.Where(
            known => known.Profession.Is(content.Profession.Code, content.Profession.System)))
        {
            if (content.Speciality is null || (system is not null && content.Speciality.System != system))
            {
                throw Wrong($"the profession {content.Profession.Code} needs a second role, the speciality");
            }
        }
    }

    private static void RequireReason(VihfContent content, VihfRules rules)
    {
        if (content.Purpose == AccessPurpose.BreakGlass && content.Reason is null)
        {
            throw Wrong($"{VihfAttributes.Reason} is missing");
        }

        if (content.Reason?.Length > rules.MaxReasonLength)
        {
            throw Wrong($"{VihfAttributes.Reason} is longer than {rules.MaxReasonLength} characters");
        }
    }

    private static UntrustedMessageException Wrong(string problem) =>
        new(SecurityFault.InvalidSecurityToken, $"VIHF: {problem}");
}
