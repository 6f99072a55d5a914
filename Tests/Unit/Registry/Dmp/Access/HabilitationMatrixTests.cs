using System.Text;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Security.Assertions;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>The matrix that comes with the product, and how rows are chosen.</summary>
[TestClass]
public sealed class HabilitationMatrixTests
{
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private static readonly DateOnly Today = new(2026, 3, 1);

    /// <summary>Press on the arrêté of 26/10/2023 (information-dentaire.fr), and provisional rows.</summary>
    [TestMethod]
    [DataRow("10", "10", "34112-3", true, DisplayName = "doctor, hospital report")]
    [DataRow("10", "90", "EXPPAT_3", true, DisplayName = "doctor, directives anticipées")]
    [DataRow("10", "95", "59284-0", true, DisplayName = "doctor, consent document")]
    [DataRow("10", "95", "ATTEST-RESID", false, DisplayName = "doctor, certificate of residence")]
    [DataRow("40", "10", "34112-3", true, DisplayName = "dentist, hospital report")]
    [DataRow("40", "44", "80788-3", false, DisplayName = "dentist, 80788-3")]
    [DataRow("40", "10", "75496-0", false, DisplayName = "dentist, 75496-0")]
    [DataRow("40", "10", "83981-1", false, DisplayName = "dentist, 83981-1")]
    [DataRow("40", "11", "83901-9", false, DisplayName = "dentist, 83901-9")]
    [DataRow("40", "11", "68599-0", false, DisplayName = "dentist, 68599-0")]
    [DataRow("21", "42", "57833-6", true, DisplayName = "pharmacist, prescription")]
    [DataRow("21", "10", "11502-2", true, DisplayName = "pharmacist, laboratory report")]
    [DataRow("21", "10", "34112-3", false, DisplayName = "pharmacist, hospital report")]
    [DataRow("60", "10", "34112-3", true, DisplayName = "nurse, hospital report")]
    [DataRow("60", "95", "59284-0", false, DisplayName = "nurse, management document")]
    [DataRow("70", "42", "PRESC-KINE", true, DisplayName = "physiotherapist, prescription")]
    [DataRow("70", "31", "18748-4", false, DisplayName = "physiotherapist, imaging")]
    [DataRow("99", "10", "34112-3", false, DisplayName = "unknown profession")]
    public void ProfessionsReadWhatTheRowsSay(string profession, string byClass, string type, bool expected) =>
        Assert.AreEqual(
            expected,
            HabilitationFile.Load("", Today).MayRead(
                Viewer(new AssertedCode(profession, ProfessionsG15)), byClass, type));

    [TestMethod]
    public void TheSameCodeOfAnotherSystemIsNobody() => Assert.IsFalse(
        HabilitationFile.Load("", Today).MayRead(Viewer(new AssertedCode("10", "1.2.3")), "10", "34112-3"));

    [TestMethod]
    public void OnlyAssuranceMaladieFeedsReimbursements()
    {
        var matrix = HabilitationFile.Load("", Today);
        Assert.IsTrue(matrix.MayWrite(Viewer(new AssertedCode("ALIM_AM", "1.2.250.1.213.1.1.4.6")), "60", "REMB"));
        Assert.IsFalse(matrix.MayWrite(Viewer(new AssertedCode("10", ProfessionsG15)), "60", "REMB"));
        Assert.IsFalse(matrix.MayWrite(Viewer(new AssertedCode("ALIM_AM", "1.2.250.1.213.1.1.4.6")), "10", "34112-3"));
    }

    [TestMethod]
    public void TheMostPreciseAndTheLatestRowDecides()
    {
        var matrix = Read($$"""
            { "version": "t", "rows": [
              {{Row("\"classes\": \"any\", \"read\": true")}},
              {{Row("\"classes\": [\"10\"], \"types\": [\"T\"], \"read\": false")}},
              {{Row("\"speciality\": \"SM54\", \"classes\": [\"10\"], \"types\": [\"T\"], \"read\": true")}},
              {{Row("\"classes\": [\"11\"], \"read\": false", "2026-01-01")}},
              {{Row("\"classes\": [\"11\"], \"read\": true", "2027-01-01")}}
            ] }
            """);
        var doctor = Viewer(new AssertedCode("10", "1.2"));
        Assert.IsTrue(matrix.MayRead(doctor, "10", "other"));
        Assert.IsFalse(matrix.MayRead(doctor, "10", "T"));
        Assert.IsTrue(matrix.MayRead(doctor with { Speciality = new AssertedCode("SM54", "1.3") }, "10", "T"));
        Assert.IsFalse(matrix.MayRead(doctor, "11", "T"), "a row of the future does not count yet");
    }

    [TestMethod]
    public void EveryMistakeInTheFileIsToldWithItsLine()
    {
        Assert.IsNull(HabilitationFile.Read(
            Encoding.UTF8.GetBytes("""
                { "version": "t", "rows": [
                  { "system": "1.2", "professions": ["10"], "from": "tomorrow", "source": "a" },
                  { "system": "1.2", "from": "2020-01-01", "source": "a", "types": ["T"] },
                  { "system": "1.2", "professions": ["10", "10"], "from": "2020-01-01", "source": "a" }
                ] }
                """),
            Today, out var mistakes));
        Assert.AreEqual(
            """
            line 1, $: there are 2 rows for 10/* */* 2020-01-01
            line 2, $.rows[0].from: 'tomorrow' is not a date yyyy-MM-dd
            line 3, $.rows[1]: 'professions' is missing: a row is about professions that it names
            line 3, $.rows[1]: 'types' without 'classes': a type is told with its class
            """,
            string.Join(Environment.NewLine, mistakes));
    }

    private static string Row(string cells, string from = "2020-01-01") =>
        $$"""{ "system": "1.2", "professions": ["10"], "from": "{{from}}", "source": "test", {{cells}} }""";

    private static HabilitationMatrix Read(string json) =>
        HabilitationFile.Read(Encoding.UTF8.GetBytes(json), Today, out var mistakes)
        ?? throw new AssertFailedException(string.Join('\n', mistakes));

    private static Viewer Viewer(AssertedCode profession) =>
        new() { Kind = ViewerKind.Professional, UserId = "1", Profession = profession };
}
