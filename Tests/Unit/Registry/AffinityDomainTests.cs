using System.Text;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry;

/// <summary>ITI-42 in an affinity domain that has agreed on something.</summary>
[TestClass]
public sealed class AffinityDomainTests
{
    private const string OtherCodes =
        """ "codes": { "classCode": [ { "scheme": "1.2.3", "code": "other" } ] }, "mimeTypes": [ "x/other" ] """;

    [TestMethod]
    public void WrongCodesAreRefused()
    {
        using var registry = Registry(CodeValidation.Reject, OtherCodes);

        var response = registry.Register(A.Submission());

        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        Rules(response, DomainRules.CodeRule, DomainRules.MimeTypeRule);
        StringAssert.Contains(response.Errors.First().Context, "accepted: other^^1.2.3");
    }

    [TestMethod]
    public void WrongCodesAreToldInASuccess()
    {
        using var registry = Registry(CodeValidation.Warn, OtherCodes);

        var response = registry.Register(A.Submission());

        Assert.AreEqual(ResponseStatus.Success, response.Status);
        Rules(response, DomainRules.CodeRule, DomainRules.MimeTypeRule);
        Assert.IsTrue(response.Errors.All(e => e.Severity == ErrorSeverity.Warning));
    }

    [TestMethod]
    public void WithoutValidationNoCodeIsWrong()
    {
        using var registry = Registry(CodeValidation.Off, OtherCodes);

        Assert.IsEmpty(registry.Register(A.Submission()).Errors);
    }

    [TestMethod]
    [DataRow(CodedAttribute.ClassCode)]
    [DataRow(CodedAttribute.TypeCode)]
    [DataRow(CodedAttribute.FormatCode)]
    [DataRow(CodedAttribute.PracticeSettingCode)]
    [DataRow(CodedAttribute.HealthcareFacilityTypeCode)]
    [DataRow(CodedAttribute.ConfidentialityCode)]
    [DataRow(CodedAttribute.ContentTypeCode)]
    [DataRow(CodedAttribute.CodeList)]
    public void EveryCodedAttributeIsCompared(string attribute)
    {
        using var registry = Registry(
            CodeValidation.Reject, $$""" "codes": { "{{attribute}}": [ { "scheme": "1.2.3", "code": "other" } ] } """);

        var response = registry.Register(A.SubmissionWithFolder());

        Assert.IsNotEmpty(response.Errors);
        Assert.IsTrue(response.Errors.All(e => e.Context.Contains($", {attribute}; value", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ARepositoryThatIsNotListedRegistersNothing()
    {
        using var registry = Registry(CodeValidation.Off, """ "repositories": [ { "uniqueId": "1.2.3" } ] """);

        Rules(registry.Register(A.Submission()), DomainRules.RepositoryRule);
    }

    [TestMethod]
    [DataRow("CN=test", true)]
    [DataRow("CN=another", false)]
    public void ARepositoryShowsTheCertificateThatIsListed(string subject, bool isRight)
    {
        using var registry = Registry(
            CodeValidation.Off,
            $$""" "repositories": [ { "uniqueId": "{{A.RepositoryUniqueId}}", "subject": "{{subject}}" } ] """);

        var response = registry.Register(A.Submission());

        Assert.AreEqual(isRight ? ResponseStatus.Success : ResponseStatus.Failure, response.Status);
    }

    [TestMethod]
    [DataRow("warn", ResponseStatus.Success, 1)]
    [DataRow("accept", ResponseStatus.Success, 0)]
    [DataRow("reject", ResponseStatus.Failure, 1)]
    public void ARuleIsRelaxedForItsSender(string treatment, ResponseStatus status, int told)
    {
        var submission = A.Submission(A.SubmissionSet(), TooLongTitle(), A.Membership());
        var source = submission.Objects.OfType<RegistryPackage>().First()
            .ExternalIdentifierValue(XdsUrns.SubmissionSet.SourceId);
        using var registry = Registry(
            CodeValidation.Off,
            $$""" "senders": [ { "sourceId": "{{source}}", "rules": { "DE-title": "{{treatment}}" } } ] """);

        var response = registry.Register(submission);

        Assert.AreEqual(status, response.Status);
        Assert.HasCount(told, response.Errors);
    }

    [TestMethod]
    public void AnotherSenderIsTakenStrictly()
    {
        using var registry = Registry(
            CodeValidation.Off, """ "senders": [ { "sourceId": "9.9.9", "rules": { "DE-title": "accept" } } ] """);

        var response = registry.Register(A.Submission(A.SubmissionSet(), TooLongTitle(), A.Membership()));

        Rules(response, "DE-title");
    }

    [TestMethod]
    public void IdentifierDomainsComeFromTheFileUnlessTheSettingsNameThem()
    {
        var domain = Read(""" "assigningAuthorities": [ { "oid": "1.2.3" } ] """);

        Assert.AreEqual("1.2.3", new RegistryOptions().For(domain).AssigningAuthorities.Single());
        Assert.AreEqual(
            "4.5", new RegistryOptions { AssigningAuthorities = ["4.5"] }.For(domain).AssigningAuthorities.Single());
    }

    [TestMethod]
    public void AFileWithMistakesStopsTheServiceAndNamesThemAll()
    {
        var folder = TestFolder.New();
        var file = Path.Combine(folder, "domain.json");
        File.WriteAllText(file, """{ "mimeTypes": [ "x" ], "colour": "red" }""");

        var wrong = Assert.ThrowsExactly<ConfigurationException>(() => AffinityDomainFile.Load(file));

        StringAssert.Contains(wrong.Message, "3 mistakes");
        StringAssert.Contains(wrong.Message, "$.colour");
        TestFolder.Delete(folder);
    }

    private static ExtrinsicObject TooLongTitle() =>
        A.DocumentEntry() with { Name = InternationalString.Of(new string('x', 129)) };

    private static TestRegistry Registry(CodeValidation validation, string members) => new(
        new RegistryOptions { UnknownPatients = UnknownPatients.Accept, CodeValidation = validation }, Read(members));

    private static AffinityDomain Read(string members)
    {
        var json = Encoding.UTF8.GetBytes($$"""{ "version": "test", {{members}} }""");
        return AffinityDomainReader.Read(json, out var mistakes)
            ?? throw new AssertFailedException(string.Join('\n', mistakes));
    }

    private static void Rules(RegistryResponse response, params string[] rules) => CollectionAssert.AreEquivalent(
        rules, response.Errors.Select(e => e.Context.Split("[rule ")[1].Split(';')[0]).ToArray());
}
