using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;
using static XdsDmp.Tests.Unit.Security.Assertions.TestIssuer;

namespace XdsDmp.Tests.Unit.Security.Vihf;

[TestClass]
public sealed class VihfVerifierTests
{
    [TestMethod]
    [DataRow(VihfMode.Direct)]
    [DataRow(VihfMode.Indirect)]
    [DataRow(VihfMode.ReinforcedIndirect)]
    public void AVihfIsATypedValue(VihfMode mode)
    {
        using var structure = new TestStructure();

        var assertion = structure.Verify(structure.Draft(mode));

        var vihf = assertion.Vihf!;
        Assert.AreEqual("3.0", vihf.Version);
        Assert.AreEqual(mode, vihf.Mode);
        Assert.AreEqual(TestStructure.PersonId, vihf.UserId);
        Assert.AreEqual("DOE Ann", vihf.UserName);
        Assert.AreEqual(TestStructure.StructureId, vihf.StructureId);
        Assert.AreEqual("SA07^^1.2.250.1.71.4.2.4", vihf.Sector.ToString());
        Assert.AreEqual("10", vihf.Profession.Code);
        Assert.AreEqual("SM26", vihf.Speciality!.Code);
        Assert.AreEqual(TestStructure.Patient, vihf.Patient);
        Assert.AreEqual(AccessPurpose.Normal, vihf.Purpose);
        Assert.IsFalse(vihf.IsSecret);
        Assert.AreEqual("ABC-1", vihf.Software.ApprovalNumber);
        Assert.AreEqual(structure.Issuer.Clock.Now.AddMinutes(60), assertion.NotOnOrAfter);
        assertion.RequirePatient(TestStructure.Patient);
        RefusesAs(
            SecurityFault.FailedAuthentication, "another patient",
            () => assertion.RequirePatient(TestStructure.Patient with { Extension = "279035121518988" }));
    }

    [TestMethod]
    [DataRow(AccessPurpose.Normal)]
    [DataRow(AccessPurpose.BreakGlass)]
    [DataRow(AccessPurpose.RegulationCentre15)]
    public void ThePurposeIsOneOfThree(AccessPurpose purpose)
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        var vihf = structure.Verify(draft with
        {
            Content = draft.Content with { Purpose = purpose, Reason = "patient unconscious" },
        }).Vihf!;
        Assert.AreEqual(purpose, vihf.Purpose);
        Assert.AreEqual("patient unconscious", vihf.Reason);
    }

    [TestMethod]
    public void BreakingTheGlassNeedsAReason()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "Mode_Acces_Raison is missing", () => structure.Verify(draft with
            {
                Content = draft.Content with { Purpose = AccessPurpose.BreakGlass },
            }));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "longer than", () => structure.Verify(draft with
            {
                Content = draft.Content with { Purpose = AccessPurpose.BreakGlass, Reason = new string('x', 1025) },
            }));
    }

    [TestMethod]
    public void ASecretConnectionIsSaidInTwoWays()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        Assert.IsTrue(structure.Verify(draft with { Content = draft.Content with { IsSecret = true } }).Vihf!.IsSecret);

        var vihf = structure.Verify(Edited(
            structure, XuaAttributes.PurposeOfUse, Coded("connexion_secrete", VihfAttributes.PurposeSystem))).Vihf!;
        Assert.IsTrue(vihf.IsSecret);
        Assert.AreEqual(AccessPurpose.Normal, vihf.Purpose);
    }

    [TestMethod]
    [DataRow(VihfAttributes.Version)]
    [DataRow(VihfAttributes.Mode)]
    [DataRow(VihfAttributes.Structure)]
    [DataRow(VihfAttributes.Sector)]
    [DataRow(VihfAttributes.Resource)]
    [DataRow(XuaAttributes.PurposeOfUse)]
    [DataRow(XuaAttributes.Role)]
    public void AnAttributeThatIsMissingIsNamed(string name)
    {
        using var structure = new TestStructure();
        RefusesAs(SecurityFault.InvalidSecurityToken, name, () => structure.Verify(Edited(structure, name)));
    }

    [TestMethod]
    [DataRow(VihfAttributes.SoftwareName)]
    [DataRow(VihfAttributes.SoftwareVersion)]
    [DataRow(VihfAttributes.SoftwareApproval)]
    public void TheSoftwareMustBeNamedWhereTheRulesSaySo(string name)
    {
        using var structure = new TestStructure($"\"requiredAttributes\": [\"{name}\"],");
        structure.Verify(structure.Draft());
        RefusesAs(SecurityFault.InvalidSecurityToken, name, () => structure.Verify(Edited(structure, name)));
    }

    [TestMethod]
    [DataRow(VihfAttributes.Version, "9.9")]
    [DataRow(VihfAttributes.Mode, "DIRECT")]
    [DataRow(VihfAttributes.Sector, "SA07")]
    [DataRow(VihfAttributes.Sector, "SA07^x")]
    [DataRow(VihfAttributes.Resource, "urn:other")]
    [DataRow(VihfAttributes.Confidentiality, "MASQUE_PS")]
    [DataRow(XuaAttributes.ResourceId, "279035121518989")]
    public void AValueThatIsWrongIsRefused(string name, string value)
    {
        using var structure = new TestStructure();
        var refused = Assert.ThrowsExactly<UntrustedMessageException>(
            () => structure.Verify(Edited(structure, name, new AssertedValue(value))));
        Assert.AreEqual(SecurityFault.InvalidSecurityToken, refused.Kind);
        Assert.IsFalse(refused.Message.Contains("279035121518989", StringComparison.Ordinal), "no patient in logs");
    }

    [TestMethod]
    [DataRow("normal", "1.2.3")]
    [DataRow("NORMAL", VihfAttributes.PurposeSystem)]
    [DataRow("TREATMENT", VihfAttributes.PurposeSystem)]
    public void APurposeOfAnotherKindIsRefused(string code, string system)
    {
        using var structure = new TestStructure();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "purposeofuse",
            () => structure.Verify(Edited(structure, XuaAttributes.PurposeOfUse, Coded(code, system))));
    }

    [TestMethod]
    public void AnAttributeStandsOnce()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft().ToAssertion(structure.Signature);
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "more than once", () => structure.Verify(draft with
            {
                Attributes = [.. draft.Attributes, new("vihf_version", [new("4.0")])],
            }));
    }

    [TestMethod]
    public void TheNameOfTheModeIsSpelledInTwoWays()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft().ToAssertion(structure.Signature);
        Assert.AreEqual(VihfMode.Indirect, structure.Verify(draft with
        {
            Attributes =
            [
                .. draft.Attributes.Select(attribute => attribute.Name == VihfAttributes.Mode
                    ? attribute with { Name = "Authentification_mode" }
                    : attribute),
            ],
        }).Vihf!.Mode);
    }

    [TestMethod]
    public void DoctorsAndPharmacistsHaveASpeciality()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        RefusesAs(SecurityFault.InvalidSecurityToken, "speciality", () => Verify(TestStructure.Doctor, null));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "speciality",
            () => Verify(TestStructure.Doctor, new AssertedCode("SM26", "1.2.3")));
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "speciality",
            () => Verify(new AssertedCode("21", "1.2.250.1.71.1.2.7"), null));
        Verify(new AssertedCode("60", "1.2.250.1.71.1.2.7"), null);

        void Verify(AssertedCode profession, AssertedCode? speciality) => structure.Verify(draft with
        {
            Content = draft.Content with { Profession = profession, Speciality = speciality },
        });
    }

    [TestMethod]
    public void CodeSystemsOfProfessionsMayBeListed()
    {
        using var structure = new TestStructure(vihf: "\"professionSystems\": [\"1.2.250.1.71.1.2.8\"]");
        RefusesAs(SecurityFault.InvalidSecurityToken, "code system", () => structure.Verify(structure.Draft()));
    }

    [TestMethod]
    public void AnIndirectAuthenticationSaysTheNameOfTheUser()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "no name",
            () => structure.Verify(draft with { Content = draft.Content with { UserName = null } }));
        var direct = structure.Draft(VihfMode.Direct);
        structure.Verify(direct with { Content = direct.Content with { UserName = null } });
    }

    [TestMethod]
    public void AnAudienceMayNotBeNamed()
    {
        using var structure = new TestStructure();
        RefusesAs(
            SecurityFault.InvalidSecurityToken, "may not set", () => structure.Verify(
                structure.Draft().ToAssertion(structure.Signature) with { Audiences = ["urn:dmp"] }));
    }

    [TestMethod]
    [DataRow(64, true)]
    [DataRow(65, false)]
    public void WithoutEndItHoldsForAnHourAndFiveMinutes(int minutes, bool holds)
    {
        using var structure = new TestStructure();
        var assertion = structure.Issuer.Sign(
            structure.Draft().ToAssertion(structure.Signature), structure.Signature);
        structure.Issuer.Clock.Advance(TimeSpan.FromMinutes(minutes));
        if (holds)
        {
            structure.Verify(assertion, structure.Connection);
        }
        else
        {
            RefusesAs(
                SecurityFault.InvalidSecurityToken, "expired", () => structure.Verify(assertion, structure.Connection));
        }
    }

    [TestMethod]
    public void AVihfIsForTheSystemThatHasUsedItFirst()
    {
        using var structure = new TestStructure();
        using var other = structure.Tls("second.test", TestStructure.StructureId);
        var assertion = structure.Issuer.Sign(
            structure.Draft().ToAssertion(structure.Signature), structure.Signature);
        structure.Verify(assertion, structure.Connection);
        RefusesAs(
            SecurityFault.FailedAuthentication, "another system", () => structure.Verify(assertion, other));
    }

    [TestMethod]
    public void TheReinforcedModeIsReadFromTheVersionThatHasIt()
    {
        using var structure = new TestStructure(vihf: "\"versions\": [\"4.0\"]");
        RefusesAs(SecurityFault.InvalidSecurityToken, "version", () => structure.Verify(structure.Draft()));
        var draft = structure.Draft(VihfMode.ReinforcedIndirect);
        structure.Verify(draft with { Content = draft.Content with { Version = "4.0" } });
    }

    [TestMethod]
    public void WithoutPatientNoRequestAboutOneIsAllowed()
    {
        using var structure = new TestStructure();
        var assertion = structure.Verify(Edited(structure, XuaAttributes.ResourceId));
        Assert.IsNull(assertion.Vihf!.Patient);
        RefusesAs(
            SecurityFault.FailedAuthentication, "another patient",
            () => assertion.RequirePatient(new PatientId("1", "1.2")));
    }

    private static AssertedValue Coded(string code, string system) =>
        new("") { Code = new AssertedCode(code, system) };

    /// <summary>Without the attribute, or with another value of it.</summary>
    private static AssertionDraft Edited(TestStructure structure, string name, AssertedValue? value = null)
    {
        var draft = structure.Draft().ToAssertion(structure.Signature);
        AssertedAttribute[] added = value is null ? [] : [new(name, [value])];
        return draft with { Attributes = [.. draft.Attributes.Where(one => one.Name != name), .. added] };
    }
}
