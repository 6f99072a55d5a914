using System.Text;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Fhir;
using XdsDmp.Tests.Support.Fhir;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Searches;

/// <summary>Whatever a sender calls an AuditEvent, clients get FHIR R4; what is FHIR R4 as it came.</summary>
[TestClass]
public sealed class AuditEventRepairTests
{
    private const string Start = """{"resourceType":"AuditEvent","type":{"system":"urn:s","code":"rest"},""";
    private const string Rest =
        """
        "recorded":"2026-03-01T10:00:00.5+01:00","agent":[{"who":{"reference":"Device/1"},"requestor":false}],
        "source":{"observer":{"display":"x"}},"meta":{"profile":["http://p"]}}
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow("\"action\":\"R\",\"outcome\":\"0\",\"outcomeDesc\":\"fine\",")]
    [DataRow("\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">on it"
        + "</div>\"},")]
    [DataRow("\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"x\"}]}],")]
    [DataRow("\"extension\":[{\"url\":\"urn:e\",\"extension\":[{\"url\":\"a\",\"valueCoding\":{\"code\":\"b\"}}]}],")]
    [DataRow("\"_action\":{\"extension\":[{\"url\":\"urn:e\",\"valueString\":\"x\"}]},")]
    [DataRow("\"period\":{\"start\":\"2026-03-01\",\"end\":\"2026-03-01T10:00:00Z\"},")]
    [DataRow("\"entity\":[{\"query\":\"eA==\",\"detail\":[{\"type\":\"t\",\"valueString\":\"v\"}]}],")]
    public void WhatIsFhirStaysAsItCame(string more)
    {
        var answered = Answered(Start + more + Rest);
        Assert.DoesNotContain("NotAsReceived", answered);
        Assert.Contains("http://p", answered);
    }

    [TestMethod]
    [DataRow("{\"resourceType\":\"AuditEvent\"}", "data-absent-reason")]
    [DataRow("{\"resourceType\":\"AuditEvent\",\"recorded\":5,\"type\":\"x\",\"agent\":{},\"source\":[]}", "\"5\"")]
    [DataRow(Start + "\"action\":\"X\"," + Rest, "\"X\"")]
    [DataRow(Start + "\"outcome\":99," + Rest, "\"99\"")]
    [DataRow(Start + "\"colour\":{\"red\":true}," + Rest, "rest")]
    [DataRow(Start + "\"subtype\":{\"code\":\"a  b\"}," + Rest, "a  b")]
    [DataRow(Start + "\"entity\":[{\"name\":\"n\",\"query\":\"eA==\"}]," + Rest, "eA==")]
    [DataRow(Start + "\"entity\":[{\"query\":\"%\"},{\"detail\":[{\"value\":\"x\"}]}]," + Rest, "\"%\"")]
    [DataRow(Start + "\"extension\":[{\"valueString\":\"x\"},{\"url\":\"urn:u\"}]," + Rest, "rest")]
    [DataRow(Start + "\"period\":{\"start\":\"long ago\"}," + Rest, "long ago")]
    [DataRow(Start + "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>"
        + "<b onclick='x'>y</b></div>\"}," + Rest, "rest")]
    [DataRow(Start + "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>"
        + "<script>x</script></div>\"}," + Rest, "rest")]
    [DataRow("<AuditEvent xmlns='http://hl7.org/fhir'><foo/><agent><requestor value='maybe'/></agent></AuditEvent>",
        "maybe")]
    public void WhatIsNotBecomesFhirAndSaysSo(string received, string kept)
    {
        var answered = Answered(received);
        Assert.Contains("NotAsReceived", answered);
        Assert.Contains("https://localhost/fhir/Binary/1", answered);
        Assert.Contains(kept, answered);
        Assert.DoesNotContain("http://p", answered);
        Assert.DoesNotContain("<script", answered);
        Assert.DoesNotContain("onclick", answered);
    }

    [TestMethod]
    public void TheOrderOfWhatCameIsNoMistake() => Assert.DoesNotContain("NotAsReceived", Answered(
        "<AuditEvent xmlns='http://hl7.org/fhir'><source><observer><display value='x'/></observer></source><agent>"
        + "<requestor value='true'/></agent><recorded value='2026-03-01T10:00:00Z'/><type><code value='rest'/></type>"
        + "</AuditEvent>"));

    [TestMethod]
    [DataRow("\"recorded\"", "\"recordet\"", "no such element")]
    [DataRow("\"requestor\":false", "\"requestor\":\"false\"", "is a JSON String")]
    [DataRow("+01:00", "", "is no instant")]
    [DataRow("[{\"who\"", "[{\"role\":[],\"who\"", "empty array")]
    [DataRow("\"observer\":{\"display\":\"x\"}", "\"site\":\"x\"", "stands 0 times")]
    public void TheCheckerSeesWhatIsWrong(string valid, string wrong, string problem)
    {
        Assert.IsEmpty(FhirR4.Check(Encoding.UTF8.GetBytes(Start + Rest)));
        var text = (Start + Rest).Replace(valid, wrong, StringComparison.Ordinal);
        Assert.Contains(problem, string.Join('\n', FhirR4.Check(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>As JSON; it is valid in both forms.</summary>
    private static string Answered(string received)
    {
        var message = new ReceivedMessage(
            Messages.Time, Transports.Fhir, "192.0.2.8", "CN=x", Encoding.UTF8.GetBytes(received));
        var record = new AuditRecord(new ChainedMessage(1, message, [], []));
        FhirElement resource = AnsweredEvent.Of(record, new Uri("https://localhost/fhir"))!;
        foreach (var format in new[] { FhirFormat.Json, FhirFormat.Xml })
        {
            Assert.AreEqual("", string.Join('\n', FhirR4.Check(ResourceWriter.Write(resource, format))), $"{format}");
        }

        return Encoding.UTF8.GetString(ResourceWriter.Write(resource, FhirFormat.Json));
    }
}
