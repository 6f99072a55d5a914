using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Vihf;

/// <summary>Reads the attributes of a VIHF, and says of the first one that is missing or wrong which it is.</summary>
public static class VihfReader
{
    private static readonly (string Text, VihfMode Mode)[] Modes =
    [
        (VihfAttributes.Direct, VihfMode.Direct), (VihfAttributes.Indirect, VihfMode.Indirect),
        (VihfAttributes.ReinforcedIndirect, VihfMode.ReinforcedIndirect),
    ];

    private static readonly (string Code, AccessPurpose Purpose)[] Purposes =
    [
        (VihfAttributes.Normal, AccessPurpose.Normal), (VihfAttributes.BreakGlass, AccessPurpose.BreakGlass),
        (VihfAttributes.RegulationCentre15, AccessPurpose.RegulationCentre15),

        // Quoted in places as a way of access, though samples say it by the confidentiality code.
        (VihfAttributes.SecretConnection, AccessPurpose.Normal),
    ];

    /// <exception cref="UntrustedMessageException">It is no VIHF.</exception>
    public static VihfContent Read(AssertionContent assertion)
    {
        foreach (var name in VihfAttributes.Single.Where(name => ValuesOf(assertion, name).Count > 1))
        {
            throw Wrong(name, "stands there more than once");
        }

        var roles = assertion.ValuesOf(XuaAttributes.Role).Select(value => value.Code).ToList();
        if (roles.Count is 0 or > 2 || roles.Contains(null))
        {
            throw Wrong(XuaAttributes.Role, "must have one or two coded values");
        }

        var purpose = PurposeOf(assertion);
        return new VihfContent
        {
            Version = Required(assertion, VihfAttributes.Version),
            Mode = ModeOf(assertion),
            UserId = assertion.NameId?.Value ?? throw Wrong("NameID", "is missing"),
            StructureId = Required(assertion, VihfAttributes.Structure),
            Sector = SectorOf(assertion),
            UserName = Optional(assertion, XuaAttributes.SubjectId),
            Profession = roles[0]!,
            Speciality = roles.Count > 1 ? roles[1] : null,
            Patient = PatientOf(assertion),
            Resource = Required(assertion, VihfAttributes.Resource),
            Purpose = Purposes.First(known => known.Code == purpose).Purpose,
            Reason = Optional(assertion, VihfAttributes.Reason),
            IsSecret = IsSecret(assertion) || purpose == VihfAttributes.SecretConnection,
            Software = new CallingSoftware
            {
                Id = Optional(assertion, VihfAttributes.SoftwareId),
                Name = Optional(assertion, VihfAttributes.SoftwareName),
                Version = Optional(assertion, VihfAttributes.SoftwareVersion),
                ApprovalNumber = Optional(assertion, VihfAttributes.SoftwareApproval),
            },
            AuthenticationLevel = Optional(assertion, VihfAttributes.AuthenticationLevel),
            MedicalRegulation = Optional(assertion, VihfAttributes.MedicalRegulation),
        };
    }

    private static VihfMode ModeOf(AssertionContent assertion)
    {
        var text = Required(assertion, VihfAttributes.Mode);
        return Modes.Where(known => known.Text == text).Select(known => (VihfMode?)known.Mode).FirstOrDefault()
            ?? throw Wrong(VihfAttributes.Mode, $"is {Quoted.Of(text)}");
    }

    private static string PurposeOf(AssertionContent assertion)
    {
        var code = ValuesOf(assertion, XuaAttributes.PurposeOfUse) is [{ Code: { } one }] ? one : null;
        return code?.System == VihfAttributes.PurposeSystem && Purposes.Any(known => known.Code == code.Code)
            ? code.Code
            : throw Wrong(
                XuaAttributes.PurposeOfUse,
                $"is {Quoted.Of(code?.ToString())}, not one of "
                + string.Join(", ", Purposes.Select(known => known.Code)));
    }

    private static AssertedCode SectorOf(AssertionContent assertion)
    {
        var text = Required(assertion, VihfAttributes.Sector);
        return text.Split('^') is [{ Length: > 0 } code, var system] && Oid.IsValid(system)
            ? new AssertedCode(code, system)
            : throw Wrong(VihfAttributes.Sector, $"is {Quoted.Of(text)}, not code^system");
    }

    private static PatientId? PatientOf(AssertionContent assertion) =>
        Optional(assertion, XuaAttributes.ResourceId) is { } text
            ? AssertedPatient.TryParse(text) ?? throw Wrong(XuaAttributes.ResourceId, "is not a patient id in CX")
            : null;

    private static bool IsSecret(AssertionContent assertion)
    {
        if (ValuesOf(assertion, VihfAttributes.Confidentiality) is not [var value])
        {
            return false;
        }

        var code = value.Code?.Code ?? value.Text.Split('^')[0];
        return code == VihfAttributes.HiddenFromRepresentatives
            ? true
            : throw Wrong(VihfAttributes.Confidentiality, $"is {Quoted.Of(code)}");
    }

    private static string Required(AssertionContent assertion, string name) =>
        Optional(assertion, name) ?? throw Wrong(name, "is missing");

    private static string? Optional(AssertionContent assertion, string name) =>
        ValuesOf(assertion, name) is [{ Text: { Length: > 0 } text }] ? text : null;

    /// <summary>
    /// The French names are spelled in two ways by what is in use (Authentification_mode); those of other standards are
    /// not.
    /// </summary>
    private static List<AssertedValue> ValuesOf(AssertionContent assertion, string name) =>
    [
        .. assertion.Attributes.Where(attribute => attribute.Name.Equals(
            name,
            name.StartsWith("urn:", StringComparison.Ordinal)
                ? StringComparison.Ordinal
                : StringComparison.OrdinalIgnoreCase)).SelectMany(attribute => attribute.Values),
    ];

    private static UntrustedMessageException Wrong(string name, string problem) =>
        new(SecurityFault.InvalidSecurityToken, $"VIHF: {name} {problem}");
}
