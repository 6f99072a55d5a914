
namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>HTTP that hides how much is coming, or means other things to other servers.</summary>
[TestClass]
public sealed class HostileHttpTests
{
    private static readonly string Message = Wire.Envelope(Wire.Action(Wire.Query), Wire.GoodQuery);

    [TestMethod]
    [DataRow("gzip")]
    [DataRow("br")]
    [DataRow("identity, gzip")]
    [DataRow("unheard-of")]
    public async Task ACompressedBodyIsRefused(string encoding)
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            services.Registry, Wire.SimpleType, Wire.Bytes(Message),
            request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding));

        Assert.AreEqual(415, answer.Status);
        await HostileCase.StillAnswersAsync(services);
    }

    [TestMethod]
    public async Task TwoLengthsAreRefused()
    {
        var services = await Scenario.ServicesAsync();
        var chunk = $"{Message.Length:x}\r\n{Message}\r\n0\r\n\r\n";

        var answer = await services.RawClient().SendBytesAsync(services.Registry, Wire.Http(
            services.Registry,
            $"Content-Type: {Wire.SimpleType}\r\nContent-Length: {chunk.Length}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n",
            chunk));

        StringAssert.StartsWith(answer, "HTTP/1.1 400");
        await HostileCase.StillAnswersAsync(services);
    }

    [TestMethod]
    public async Task AChunkedBodyAloneIsFine()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().SendBytesAsync(services.Registry, Wire.Http(
            services.Registry,
            $"Content-Type: {Wire.SimpleType}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n",
            $"{Message.Length:x}\r\n{Message}\r\n0\r\n\r\n"));

        StringAssert.StartsWith(answer, "HTTP/1.1 200");
    }

    [TestMethod]
    public async Task ABodyThatAnnouncesTooMuchIsRefusedBeforeItComes()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().SendBytesAsync(services.Registry, Wire.Http(
            services.Registry, $"Content-Type: {Wire.SimpleType}\r\nContent-Length: 100000000000\r\n", "<s:Envelope"));

        StringAssert.StartsWith(answer, "HTTP/1.1 413");
        await HostileCase.StillAnswersAsync(services);
    }

    [TestMethod]
    public async Task GarbageIsNoRequest()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient()
            .SendBytesAsync(services.Registry, "\0\u0001garbage\r\n\r\n"u8.ToArray());

        StringAssert.StartsWith(answer, "HTTP/1.1 400");
        await HostileCase.StillAnswersAsync(services);
    }

    [TestMethod]
    public async Task OtherMethodsAreNotAllowed()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            services.Registry, Wire.SimpleType, [], request => request.Method = HttpMethod.Put);

        Assert.AreEqual(405, answer.Status);
    }

    [TestMethod]
    public async Task AnotherPathIsNotHere()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            new Uri(services.Registry, "/../../etc/passwd"), Wire.SimpleType, Wire.Bytes(Message));

        Assert.AreEqual(404, answer.Status);
        StringAssert.Contains(answer.Body, "/registry");
    }
}
