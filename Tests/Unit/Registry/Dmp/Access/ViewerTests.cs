using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>As what roles act: professions of TRE_G15, R85, and authors of TRE_A00.</summary>
[TestClass]
public sealed class ViewerTests
{
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private const string SpecialAuthors = "1.2.250.1.213.1.1.4.6";

    [TestMethod]
    [DataRow("10", ProfessionsG15, "SM26", "SA07", nameof(ViewerKind.Doctor))]
    [DataRow("10", ProfessionsG15, "SM25", "SA07", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("10", ProfessionsG15, "C41", "SA01", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("10", ProfessionsG15, "CAPA11", "SA01", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("10", ProfessionsG15, "SCH35", "SA01", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("10", ProfessionsG15, "SM26", "SA66", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("10", ProfessionsG15, "SM26", "SA13", nameof(ViewerKind.OccupationalPhysician))]
    [DataRow("60", ProfessionsG15, null, "SA07", nameof(ViewerKind.Professional))]
    [DataRow("60", ProfessionsG15, null, "SA66", null)]
    [DataRow("SECRETARIAT_MEDICAL", SpecialAuthors, null, "SA01", nameof(ViewerKind.Staff))]
    [DataRow("331", "1.2.250.1.213.1.6.1.107", null, "SA01", nameof(ViewerKind.Staff))]
    [DataRow("AUTOMATE", SpecialAuthors, null, "SA01", nameof(ViewerKind.Establishment))]
    [DataRow("ALIM_AM", SpecialAuthors, null, "SA24", nameof(ViewerKind.Establishment))]
    [DataRow("EXP_PATIENT", SpecialAuthors, null, "SA01", null, DisplayName = "the patient, without a portal")]
    [DataRow("10", "1.2.3", "SM26", "SA07", null, DisplayName = "a doctor of no known code system")]
    public void RolesAct(string code, string system, string? speciality, string sector, string? expected) =>
        Assert.AreEqual(expected, ViewerRole.KindOf(
            new AssertedCode(code, system),
            speciality is null ? null : new AssertedCode(speciality, "1.2.250.1.71.4.2.5"),
            Sectors.Of(sector))?.ToString());

    [TestMethod]
    [DataRow("20080302", false)]
    [DataRow("20080301", true)]
    [DataRow("19800101", true)]
    [DataRow("20081399", false, DisplayName = "a date that is on no calendar")]
    [DataRow(null, false)]
    public void PeopleComeOfAgeOnTheirBirthday(string? birthDate, bool expected) =>
        Assert.AreEqual(expected, Age.IsReached(birthDate, 18, new DateOnly(2026, 3, 1)));
}
