using System.Text.Json;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Import;

/// <summary>
/// <c>xdsdmp import</c>: from one system into another, which know of each other only what the profile says.
/// </summary>
[TestClass]
public sealed class ImportTests
{
    private readonly string _state = TestFolder.New();

    [TestMethod]
    public async Task EverythingArrivesAsItWas()
    {
        await using var there = await OtherSystem.StartAsync();
        await using var here = await TestServices.StartAsync();
        var patient = TestSubmission.NewPatient();
        var other = new OtherSystem(there.Client());
        var gone = await other.FillAsync(patient);

        var ended = await CommandProcess.RunAsync(Arguments(there, here, patient));

        Assert.AreEqual(0, ended.ExitCode, $"{ended}");
        await AreSameAsync(there, here, patient, gone);
        await HasOctetsAsync(here, other);
        using var report = Report();
        var reasons = report.RootElement[0].GetProperty("skipped").EnumerateArray()
            .Select(it => it.GetProperty("reason").GetString()!).ToList();
        Assert.IsTrue(reasons.Exists(it => it.Contains("On-Demand", StringComparison.Ordinal)), $"{ended}");
        Assert.IsTrue(reasons.Exists(it => it.Contains("older version", StringComparison.Ordinal)), $"{ended}");
        Assert.IsTrue(reasons.Exists(it => it.Contains("XDSDocumentUniqueIdError", StringComparison.Ordinal)));
        Assert.IsNull(await here.Client().EntryOfAsync(gone));
    }

    [TestMethod]
    public async Task KilledAgainAndAgainItEndsInTheSame()
    {
        await using var there = await OtherSystem.StartAsync();
        await using var here = await TestServices.StartAsync();
        var patients = Enumerable.Range(0, 4).Select(_ => TestSubmission.NewPatient()).ToList();
        var other = new OtherSystem(there.Client());
        List<string> gone = [];
        foreach (var patient in patients)
        {
            gone.Add(await other.FillAsync(patient));
        }

        var arguments = Arguments(there, here, [.. patients]);
        for (var kill = 0; kill < 4; kill++)
        {
            var before = await CountAsync(here, patients);
            using var import = CommandProcess.Start(arguments);
            await Eventually.IsTrueAsync(
                "some more are here", async () => await CountAsync(here, patients) > before + 2);
            await import.KillAsync();
        }

        var ended = await CommandProcess.RunAsync(arguments);

        Assert.AreEqual(0, ended.ExitCode, $"{ended}");
        foreach (var (patient, lost) in patients.Zip(gone))
        {
            await AreSameAsync(there, here, patient, lost);
        }

        await HasOctetsAsync(here, other);
        Assert.IsEmpty(Directory.EnumerateFiles(Path.Combine(_state, "documents")));
    }

    [TestMethod]
    public async Task ARegistryThatGivesLittleAtOnceIsAskedOften()
    {
        await using var there = await OtherSystem.StartAsync(("Registry:MaxResults", "2"));
        await using var here = await TestServices.StartAsync();
        var patient = TestSubmission.NewPatient();
        var other = new OtherSystem(there.Client());
        for (var document = 0; document < 30; document++)
        {
            await other.ProvideAsync(At(document, patient));
        }

        var ended = await CommandProcess.RunAsync(Arguments(there, here, patient));

        Assert.AreEqual(0, ended.ExitCode, $"{ended}");
        Assert.HasCount(30, await here.Client().EntriesAsync(patient));
        await HasOctetsAsync(here, other);
    }

    [TestMethod]
    public async Task ADamagedDocumentEndsItsPatientUntilSomebodyDecides()
    {
        await using var there = await OtherSystem.StartAsync();
        await using var here = await TestServices.StartAsync();
        var other = new OtherSystem(there.Client());
        var patient = TestSubmission.NewPatient();
        var healthy = TestSubmission.NewPatient();
        await other.ProvideAsync(TestSubmission.Of(patient, "damaged"));
        await other.ProvideAsync(TestSubmission.Of(healthy, "intact"));
        Damage(there, "damaged");

        var refused = await CommandProcess.RunAsync(Arguments(there, here, patient, healthy));

        Assert.AreEqual(1, refused.ExitCode, $"{refused}");
        Assert.HasCount(0, await here.Client().EntriesAsync(patient));
        Assert.HasCount(1, await here.Client().EntriesAsync(healthy));

        var left = await CommandProcess.RunAsync([.. Arguments(there, here, patient, healthy), "--skip-failed"]);
        Assert.AreEqual(0, left.ExitCode, $"{left}");
        StringAssert.Contains(left.Output, "left behind: 1 × DocumentEntry");
    }

    [TestMethod]
    public async Task OfAnUnknownPatientThereIsNothingAndAPatientMayBeAnotherHere()
    {
        await using var there = await OtherSystem.StartAsync();
        await using var here = await TestServices.StartAsync();
        var other = new OtherSystem(there.Client());
        var (before, after) = (TestSubmission.NewPatient(), TestSubmission.NewPatient());
        await other.ProvideAsync(TestSubmission.Of(before, "moved"));
        var list = Path.Combine(_state, "patients.txt");
        await File.WriteAllTextAsync(list, $"# moved\n{before}  {after}\n{TestSubmission.NewPatient()}\n");

        var ended = await CommandProcess.RunAsync([.. Arguments(there, here), "--patients", list]);

        Assert.AreEqual(0, ended.ExitCode, $"{ended}");
        Assert.HasCount(1, await here.Client().EntriesAsync(after));
        Assert.HasCount(0, await here.Client().EntriesAsync(before));
    }

    private static async Task AreSameAsync(
        TestServices there, TestServices here, string patient, string gone)
    {
        var expected = await ImportedSides.LinesAsync(there.Client(), patient);
        var found = await ImportedSides.LinesAsync(here.Client(), patient);
        var onlyThere = expected.Except(found).ToList();
        var onlyHere = found.Except(expected).ToList();

        // What no submission carries: sets of updates and older versions; the entry whose document is gone.
        Assert.IsTrue(
            onlyThere.TrueForAll(it => !it.StartsWith("entry", StringComparison.Ordinal)
                || it.Contains(gone, StringComparison.Ordinal)),
            string.Join("\n", onlyThere));

        // What an import adds: its own update; the latest version belongs to the set that brought the first.
        var updated = found.Single(it => it.Contains("Corrected title", StringComparison.Ordinal)).Split(' ')[1];
        Assert.IsTrue(
            onlyHere.TrueForAll(it => it.Contains("vailabilityStatus", StringComparison.Ordinal)
                || it.Contains($"{updated} Original", StringComparison.Ordinal)),
            string.Join("\n", onlyHere));
    }

    private static async Task HasOctetsAsync(TestServices here, OtherSystem other)
    {
        foreach (var (uniqueId, octets) in other.Octets)
        {
            CollectionAssert.AreEqual(
                octets, await ImportedSides.OctetsAsync(here.Client(), A.RepositoryUniqueId, uniqueId), uniqueId);
        }
    }

    private static async Task<int> CountAsync(TestServices here, List<string> patients)
    {
        var count = 0;
        foreach (var patient in patients)
        {
            count += (await here.Client().EntriesAsync(patient)).Count
                + (await here.Client().EntriesAsync(patient, XdsUrns.StatusDeprecated)).Count;
        }

        return count;
    }

    private static TestSubmission At(int minute, string patient) =>
        TestSubmission.Of(patient, $"document {minute}").With(
            it => it.With(SlotNames.CreationTime, $"202601020304{minute:00}")) is var submission
            ? submission with
            {
                Objects = submission.Objects.With<RegistryPackage>(
                    A.Set, it => it.With(SlotNames.SubmissionTime, $"202601020304{minute:00}")),
            }
            : submission;

    private static void Damage(TestServices there, string text)
    {
        var file = Directory.EnumerateFiles(there.ContentFolder, "*", SearchOption.AllDirectories)
            .Single(it => File.ReadAllText(it) == text);
        File.Delete(file);
        File.WriteAllText(file, text.Replace('d', 'x'));
    }

    private JsonDocument Report() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_state, "report.json")));

    private string[] Arguments(TestServices there, TestServices here, params string[] patients) =>
    [
        "import", .. patients,
        "--from-registry", there.Registry.AbsoluteUri, "--from-repository", there.Repository.AbsoluteUri,
        "--registry", here.Registry.AbsoluteUri, "--repository", here.Repository.AbsoluteUri,
        "--cert", TestPki.Files.Practice.CertificatePath, "--key", TestPki.Files.Practice.KeyPath!,
        "--ca", TestPki.Files.TrustFolder, "--audit", "none", "--state", _state, "--compare-octets",
        "--data", Path.Combine(_state, "none"),
    ];
}
