using System.Text;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.CommandLine;

/// <summary><c>validate</c> and <c>domain check</c>: exit codes and what they say.</summary>
[TestClass]
public sealed class ValidationTests
{
    private readonly string _folder = TestFolder.New();

    [TestCleanup]
    public void Delete() => TestFolder.Delete(_folder);

    [TestMethod]
    public async Task AGoodMessageIsDone()
    {
        var file = File("good.xml", Encoding.UTF8.GetString(Message(A.DocumentEntry().MimeType)));

        var result = await CommandProcess.RunAsync("validate", file);

        Assert.AreEqual(0, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Output, "ITI-42, nothing wrong");
    }

    [TestMethod]
    public async Task AFindingIsShownWithItsRule()
    {
        var file = File("bad.xml", Encoding.UTF8.GetString(Message("nonsense")));

        var result = await CommandProcess.RunAsync("validate", file);

        Assert.AreEqual(1, result.ExitCode);
        foreach (var part in new[] { "DE-mimeType", "value: nonsense", "accepted: ", "see: ITI TF-3", "1 finding" })
        {
            StringAssert.Contains(result.Output, part);
        }
    }

    [TestMethod]
    public async Task ADomainIsSummedUp()
    {
        var file = File("domain.json", """{ "version": "7", "mimeTypes": [ "text/xml" ] }""");

        var result = await CommandProcess.RunAsync("domain", "check", file);

        Assert.AreEqual(0, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Output, "version 7");
        StringAssert.Contains(result.Output, "mimeTypes: text/xml");
        StringAssert.Contains(result.Output, "classCode: any");
    }

    [TestMethod]
    public async Task AMistakeInADomainIsShownWithItsLine()
    {
        var file = File("domain.json", "{ \"version\": \"7\",\n  \"mimeTypes\": [ \"xml\" ] }");

        var result = await CommandProcess.RunAsync("domain", "check", file);

        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, $"{file}:2: $.mimeTypes[0]: 'xml' is not a media type");
    }

    [TestMethod]
    public async Task ASystemsFileIsExplained()
    {
        var file = File("systems.json", Systems("\"1.2.3.5\""));

        var result = await CommandProcess.RunAsync("domain", "check", file);

        Assert.AreEqual(0, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Output, "| ITI-41");
        StringAssert.Contains(result.Output, "nobody");
        StringAssert.Contains(result.Output, "It may submit documents to a repository (ITI-41).");
        StringAssert.Contains(result.Output, "It submits for these sources: 1.2.3.5.");
    }

    [TestMethod]
    public async Task AMistakeInASystemsFileIsShownWithItsLine()
    {
        var file = File("systems.json", Systems("\"practice\""));

        var result = await CommandProcess.RunAsync("domain", "check", file);

        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, $"{file}:4: $.systems[0].sourceIds[0]: 'practice' is not an OID");
    }

    [TestMethod]
    public async Task ACertificateIsToldWhichSystemItIs()
    {
        var file = File("systems.json", Systems("\"1.2.3.5\""));

        var known = await CommandProcess.RunAsync(
            "domain", "check", file, "--certificate", TestPki.Files.Practice.CertificatePath);
        var unknown = await CommandProcess.RunAsync(
            "domain", "check", file, "--certificate", TestPki.Files.Auditor.CertificatePath);

        Assert.AreEqual(0, known.ExitCode, known.Errors);
        StringAssert.Contains(known.Output, "my practice is a system of the kind 'practice'");
        Assert.AreEqual(1, unknown.ExitCode);
        StringAssert.Contains(unknown.Errors, "may do nothing");
    }

    private static string Systems(string sourceId) => $$"""
        { "version": "7", "systems": [ { "name": "my practice", "kind": "practice",
          "certificates": [ { "subject": "CN=practice, OU=1000000001, O=Development only" } ],
          "transactions": [ "ITI-41" ],
          "sourceIds": [ {{sourceId}} ], "assigningAuthorities": "*" } ] }
        """;

    private static byte[] Message(string? mimeType) => TestClient.Written(xml => SubmitObjectsRequestWriter.Write(
        xml, A.SubmissionOf(A.DocumentEntry() with { MimeType = mimeType }))).ToArray();

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
