using System.CommandLine;
using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

/// <summary>
/// Published examples of CDA documents, where they are at hand: <c>submit</c> makes entries of them that keep the rules
/// of the DMP, or are refused for what the document itself lacks.
/// </summary>
[TestClass]
public sealed class DmpCorpusTests
{
    private static readonly DmpRuleSettings Settings = new()
    {
        Patients = new([.. InsRules.Production.Accepted, InsAuthority.Test.Oid, InsAuthority.Demonstration.Oid]),
        RequireSignature = false,
    };

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task EveryDocumentPassesOrIsRefusedForWhatItLacks()
    {
        var files = Files();
        var unexplained = new List<string>();
        foreach (var file in files)
        {
            var header = SubmitOptions.HeaderOf(file);
            Assert.IsNotNull(header, file);
            var errors = await CheckAsync(file, header);
            TestContext.WriteLine(
                $"{Path.GetFileName(file),-55} {(errors.IsFailure ? "refused" : "accepted")} {Rules(errors)}");
            foreach (var error in errors)
            {
                TestContext.WriteLine($"    {error.Severity}: {error.Context}");
                Assert.IsNotNull(error.Explanation, error.Context);
            }

            if (errors.IsFailure && !LacksSomething(header))
            {
                unexplained.Add(Path.GetFileName(file));
            }
        }

        Assert.IsEmpty(unexplained, "refused although nothing is missing in the header");
    }

    /// <summary>What no metadata can be made of.</summary>
    private static bool LacksSomething(CdaHeader header) =>
        header.Patient is null || InsAuthority.Find(header.Patient.Authority) is null
        || header.Type is null || DmpValueSets.Default.ClassOf(header.Type.Value) is null
        || header.UniqueId is null || header.LegalAuthenticator is null || header.ServiceStart is null
        || header.Title is null || header.Facility is null || header.Practice is null
        || header.Authors.Any(a => a.Person is null || a.Institution is null || a.Specialty is null);

    private static string Rules(RegistryErrors errors) => string.Join(", ", errors
        .Select(e => e.Severity == ErrorSeverity.Error ? e.Explanation!.Rule : $"({e.Explanation!.Rule})").Distinct());

    private static async Task<RegistryErrors> CheckAsync(string file, CdaHeader header)
    {
        var errors = new RegistryErrors();
        var draft = await DraftAsync(file, header);
        var submission = SubmissionReader.Read(draft.ToRequest().Objects, errors)!;
        SubmissionRules.Check(
            submission, MetadataRuleSettings.Dmp with { Transaction = SubmissionTransaction.ProvideAndRegister },
            errors);
        DmpRules.Check(submission, SubmissionTransaction.ProvideAndRegister, Settings, draft.Time, errors);
        await using var stream = File.OpenRead(file);
        var content = await CdaHeaderReader.ReadWholeAsync(stream, CancellationToken.None);
        CdaRules.Check(submission.DocumentEntries[0], content, Settings, errors);
        return errors;
    }

    private static async Task<SubmissionDraft> DraftAsync(string file, CdaHeader header)
    {
        var options = new SubmitOptions();
        var command = new Command("submit");
        options.AddTo(command);
        var parsed = command.Parse(["--dmp"]);
        var patient = header.Patient ?? new PatientId("unknown", "1.2.3");
        var document = await options.DraftAsync(
            parsed, file, patient, isFrench: true, new Progress<long>(), CancellationToken.None);
        return new SubmissionDraft
        {
            Patient = patient,
            UniqueId = "2.25.1",
            SourceId = "2.25.2",
            Time = Hl7Time.Of(TimeProvider.System.GetUtcNow()),
            ContentType = options.ContentType(parsed, document, isFrench: true),
            Documents = [document],
            IsFrench = true,
        };
    }

    private static IReadOnlyList<string> Files()
    {
        var folder = Environment.GetEnvironmentVariable("XDSDMP_DMP_SAMPLES");
        if (folder is null || !Directory.Exists(folder))
        {
            Assert.Inconclusive("XDSDMP_DMP_SAMPLES names no folder with examples");
        }

        string[] folders = ["cda-ans", Path.Combine("mit", "drimbox")];
        return
        [
            .. folders.Select(name => Path.Combine(folder!, name)).Where(Directory.Exists)
                .SelectMany(name => Directory.GetFiles(name, "*.xml", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal),
        ];
    }
}
