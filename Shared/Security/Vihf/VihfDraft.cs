using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Security.Vihf;

/// <summary>A VIHF to be made: what it shall say, and for how long.</summary>
public sealed record VihfDraft
{
    public required VihfContent Content { get; init; }

    /// <summary>
    /// As the patient shall be written: with an identifier type behind the authority, as French senders do.
    /// </summary>
    public string? ResourceId { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    /// <summary>Null: it says no times, as the samples of the DMP do not.</summary>
    public TimeSpan? Life { get; init; }

    /// <summary>The assertion, signed.</summary>
    /// <param name="signer">The professional's or the structure's certificate for signatures, with its key.</param>
    public byte[] Sign(X509Certificate2 signer) => AssertionWriter.Write(ToAssertion(signer), signer);

    /// <summary>The assertion, not signed yet.</summary>
    public AssertionDraft ToAssertion(X509Certificate2 signer) => new()
    {
        Issuer = new SamlName(signer.Subject) { Format = SamlNames.X509SubjectName },
        NameId = new SamlName(Content.UserId),
        IssueInstant = IssueInstant,
        NotBefore = Life is null ? null : IssueInstant,
        NotOnOrAfter = IssueInstant + Life,
        Confirmation = null,
        AuthnContext = Content.Mode == VihfMode.Direct
            ? "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI"
            : "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified",
        Attributes = [.. Attributes()],
    };

    private IEnumerable<AssertedAttribute> Attributes()
    {
        (string Name, string? Text)[] texts =
        [
            (VihfAttributes.Version, Content.Version),
            (VihfAttributes.Mode, ModeText),
            (VihfAttributes.Structure, Content.StructureId),
            (VihfAttributes.Sector, $"{Content.Sector.Code}^{Content.Sector.System}"),
            (VihfAttributes.Resource, Content.Resource),
            (VihfAttributes.Reason, Content.Reason),
            (VihfAttributes.SoftwareId, Content.Software.Id),
            (VihfAttributes.SoftwareName, Content.Software.Name),
            (VihfAttributes.SoftwareVersion, Content.Software.Version),
            (VihfAttributes.SoftwareApproval, Content.Software.ApprovalNumber),
            (VihfAttributes.AuthenticationLevel, Content.AuthenticationLevel),
            (VihfAttributes.MedicalRegulation, Content.MedicalRegulation),
            (XuaAttributes.SubjectId, Content.UserName),
            (XuaAttributes.ResourceId, ResourceId ?? Content.Patient?.ToString()),
            (VihfAttributes.Confidentiality, Content.IsSecret ? VihfAttributes.HiddenFromRepresentatives : null),
        ];
        AssertedCode?[] codes = [Content.Profession, Content.Speciality];
        var roles = codes.OfType<AssertedCode>().Select(role => new AssertedValue("") { Code = role });
        return texts.Where(one => one.Text is not null)
            .Select(one => new AssertedAttribute(one.Name, [new AssertedValue(one.Text!)]))
            .Append(new AssertedAttribute(XuaAttributes.Role, [.. roles]))
            .Append(new AssertedAttribute(
                XuaAttributes.PurposeOfUse, [new AssertedValue("") { Code = PurposeCode }]));
    }

    private string ModeText => Content.Mode switch
    {
        VihfMode.Direct => VihfAttributes.Direct,
        VihfMode.Indirect => VihfAttributes.Indirect,
        _ => VihfAttributes.ReinforcedIndirect,
    };

    private AssertedCode PurposeCode => Content.Purpose switch
    {
        AccessPurpose.BreakGlass => Purpose(VihfAttributes.BreakGlass, "Bris de glace"),
        AccessPurpose.RegulationCentre15 => Purpose(VihfAttributes.RegulationCentre15, "Centre 15"),
        _ => Purpose(VihfAttributes.Normal, "Accès normal"),
    };

    private static AssertedCode Purpose(string code, string name) => new(code, VihfAttributes.PurposeSystem)
    {
        SystemName = "TRE_R248",
        DisplayName = name,
    };
}
