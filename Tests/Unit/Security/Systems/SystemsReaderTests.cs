using System.Text;
using XdsDmp.Security.Systems;

namespace XdsDmp.Tests.Unit.Security.Systems;

[TestClass]
public sealed class SystemsReaderTests
{
    private const string Hash = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";

    [TestMethod]
    public void AFileSaysWhoMayDoWhatInWhoseName()
    {
        var practice = Read(File(System())).Systems.Single();

        Assert.AreEqual("practice 1", practice.Name);
        Assert.AreEqual("practice", practice.Kind);
        Assert.IsTrue(practice.May("ITI-41"));
        Assert.IsFalse(practice.May("ITI-62"));
        Assert.IsTrue(practice.SourceIds.Contains("1.2.3.5"));
        Assert.IsFalse(practice.SourceIds.Contains("1.2.3.6"));
        Assert.IsTrue(practice.AssigningAuthorities.IsAll);
    }

    [TestMethod]
    public void AListThatIsNotThereAllowsNothing()
    {
        var practice = Read(File(System())).Systems.Single();

        Assert.IsFalse(practice.Repositories.Contains("1.2.3"));
        Assert.IsFalse(practice.HomeCommunityIds.Contains("urn:oid:1.2.3"));
        Assert.AreEqual("none", practice.Repositories.ToString());
    }

    [TestMethod]
    public void AListWithoutWhichATransactionCouldNotBeBoundedMustBeThere() => IsWrong(
        File(System(transactions: "\"ITI-42\"", scopes: "\"sourceIds\": \"*\", \"assigningAuthorities\": \"*\"")),
        "$.systems[0]", "'repositories' is missing, and ITI-42 cannot do without");

    [TestMethod]
    public void AnEmptyListIsAMistake() => IsWrong(
        File(System(scopes: "\"sourceIds\": [], \"assigningAuthorities\": \"*\"")),
        "$.systems[0].sourceIds", "the list is empty");

    [TestMethod]
    public void AValueThatIsNoOidIsAMistake() => IsWrong(
        File(System(scopes: "\"sourceIds\": [\"practice\"], \"assigningAuthorities\": \"*\"")),
        "$.systems[0].sourceIds[0]", "'practice' is not an OID");

    [TestMethod]
    public void TransactionsAreNamedOneByOne() => IsWrong(
        File(System(transactions: "\"*\"")), "$.systems[0].transactions[0]", "'*' is no transaction");

    [TestMethod]
    public void AKeyThatNobodyKnowsIsAMistake() => IsWrong(
        File(System(scopes: "\"sourceIds\": \"*\", \"assigningAuthorities\": \"*\", \"sourceId\": \"1.2\"")),
        "$.systems[0].sourceId", "the key 'sourceId' is not known here");

    [TestMethod]
    public void AKindOutsideOfTheListIsAMistake() => IsWrong(
        File(System(kind: "pratice")), "$.systems[0].kind", "'pratice' is not one of practice,");

    [TestMethod]
    public void AnIssuerAloneFitsTooMany() => IsWrong(
        File(System(mark: "\"issuer\": \"CN=CA\"")), "$.systems[0].certificates[0]", "would fit many certificates");

    [TestMethod]
    public void ASystemWithoutCertificateIsAMistake() => IsWrong(
        File(System().Replace("{ \"subject\": \"CN=practice\" }", "", StringComparison.Ordinal)),
        "$.systems[0]", "'certificates' must be a list of at least one");

    [TestMethod]
    [DataRow("\"fingerprint\": \"12\"", "is not a SHA-256")]
    [DataRow("\"subject\": \"practice\"", "is no name such as")]
    [DataRow("\"issuer\": \"CN=CA\", \"serial\": \"xyz\"", "is not a serial number")]
    [DataRow("\"uri\": \"practice\"", "is not a URI")]
    public void AMarkOfWrongFormIsAMistake(string mark, string problem) => IsWrong(
        File(System(mark: mark)), "$.systems[0].certificates[0]", problem);

    [TestMethod]
    public void FingerprintsAreWrittenWithColonsOrWithout()
    {
        var colons = string.Join(':', Hash.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant();

        var practice = Read(File(System(mark: $"\"fingerprint\": \"{colons}\""))).Systems.Single();

        Assert.AreEqual(Hash, practice.Certificates.Single().Fingerprint);
    }

    [TestMethod]
    public void TwoSystemsOfOneNameAreAMistake() => IsWrong(
        File(System(), System(mark: "\"subject\": \"CN=other\"")), "$.systems[1]", "the name 'practice 1' is another");

    [TestMethod]
    public void ACertificateThatWouldBeTwoSystemsIsAMistake() => IsWrong(
        File(System(), System(name: "practice 2", mark: "\"subject\": \"CN=practice\", \"issuer\": \"CN=CA\"")),
        "$.systems[1]", "would be those of 'practice 1' and of 'practice 2'");

    [TestMethod]
    public void AFileWithoutSystemsIsAMistake() =>
        IsWrong("{ \"version\": \"1\", \"systems\": [] }", "$.systems", "nobody may do anything");

    [TestMethod]
    public void WhatIsNoJsonIsToldWithItsLine()
    {
        Assert.IsNull(SystemsReader.Read("{\n\"version\": 1,,\n}"u8, out var mistakes));

        Assert.AreEqual(2, mistakes.Single().Line);
        StringAssert.StartsWith(mistakes.Single().Problem, "this is not JSON");
    }

    [TestMethod]
    public void AllMistakesAreToldAtOnce()
    {
        Assert.IsNull(SystemsReader.Read(
            Encoding.UTF8.GetBytes(File(System(kind: "x", transactions: "\"ITI-1\""))), out var mistakes));

        Assert.HasCount(2, mistakes);
    }

    internal static string File(params string[] systems) =>
        $"{{ \"version\": \"test-1\",\n\"systems\": [ {string.Join(",\n", systems)} ] }}";

    internal static string System(
        string name = "practice 1", string kind = "practice", string mark = "\"subject\": \"CN=practice\"",
        string transactions = "\"ITI-41\", \"ITI-43\"",
        string scopes = "\"sourceIds\": [\"1.2.3.5\"], \"assigningAuthorities\": \"*\"") =>
        $$"""
        { "name": "{{name}}", "kind": "{{kind}}", "certificates": [ { {{mark}} } ],
          "transactions": [ {{transactions}} ], {{scopes}} }
        """;

    internal static SystemDirectory Read(string json)
    {
        var directory = SystemsReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes);
        Assert.AreEqual("", string.Join('\n', mistakes));
        return directory!;
    }

    private static void IsWrong(string json, string path, string problem)
    {
        Assert.IsNull(SystemsReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes));
        Assert.IsTrue(
            mistakes.Any(m => m.Path.StartsWith(path, StringComparison.Ordinal)
                && m.Problem.Contains(problem, StringComparison.Ordinal)),
            string.Join('\n', mistakes));
    }
}
