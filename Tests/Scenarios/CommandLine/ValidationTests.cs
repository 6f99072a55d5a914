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

    private static byte[] Message(string? mimeType) => TestClient.Written(xml => SubmitObjectsRequestWriter.Write(
        xml, A.SubmissionOf(A.DocumentEntry() with { MimeType = mimeType }))).ToArray();

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
