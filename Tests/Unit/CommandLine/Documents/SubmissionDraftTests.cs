using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class SubmissionDraftTests
{
    private static readonly Code SomeCode = new("C", "1.2.3", "Some code");

    [TestMethod]
    public void TheRegistrysRulesHaveNothingAgainstIt()
    {
        var errors = new RegistryErrors();

        var submission = SubmissionReader.Read(Draft().ToRequest().Objects, errors)!;
        SubmissionRules.Check(
            submission, new MetadataRuleSettings { Transaction = SubmissionTransaction.ProvideAndRegister }, errors);

        Assert.IsEmpty(errors, string.Join("; ", errors.Select(error => error.Context)));
    }

    [TestMethod]
    public void AReplacementNamesWhatItReplaces()
    {
        var replaced = new EntryUuid(Guid.CreateVersion7()).ToString();
        var draft = Draft() with { Replaced = replaced };

        var association = new FoundObjects(draft.ToRequest().Objects).Associations.Last();

        Assert.AreEqual(AssociationType.Replace, association.Type);
        Assert.AreEqual(draft.Documents[0].EntryUuid, association.Rim.SourceObject);
        Assert.AreEqual(replaced, association.Rim.TargetObject);
    }

    private static SubmissionDraft Draft() => new()
    {
        Patient = new PatientId("P-1", "1.2.3"),
        UniqueId = "2.25.1",
        SourceId = "2.25.2",
        Time = Hl7Time.TryParse("20260302101500")!.Value,
        ContentType = SomeCode,
        Documents = [Document("2.25.3"), Document("2.25.4")],
    };

    private static DocumentDraft Document(string uniqueId) => new()
    {
        File = "report.xml",
        EntryUuid = new EntryUuid(Guid.CreateVersion7()).ToString(),
        UniqueId = uniqueId,
        MimeType = "text/xml",
        Size = 4,
        Hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        Title = "Report",
        Language = "fr-FR",
        CreationTime = Hl7Time.TryParse("20260302")!.Value,
        ServiceStart = Hl7Time.TryParse("20260301"),
        Class = SomeCode,
        Type = SomeCode,
        Format = SomeCode,
        Facility = SomeCode,
        Practice = SomeCode,
        Confidentiality = [SomeCode],
        AuthorPerson = "^DEMO",
        AuthorInstitution = "Cabinet fictif",
        SourcePatient = new PatientId("P-1", "1.2.3"),
        SourcePatientInfo = ["PID-5|DMP-TEST^Patient^^^^^L"],
    };
}
