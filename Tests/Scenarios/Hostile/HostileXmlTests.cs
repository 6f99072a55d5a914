using System.Text;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>XML made to hurt: refused by name, at once, by both services.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileXmlTests
{
    private const long MaxGrowthBytes = 64L * 1024 * 1024;

    [TestMethod]
    public Task ADocumentTypeIsRefused() => IsRefusedAsync(
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + Good(), "DTD");

    [TestMethod]
    public Task EntitiesAreNotExpanded() => IsRefusedAsync(
        "<!DOCTYPE a [<!ENTITY b \"lol\">" + string.Concat(Enumerable.Range(0, 9).Select(
            i => $"<!ENTITY b{i} \"{string.Concat(Enumerable.Repeat(i == 0 ? "&b;" : $"&b{i - 1};", 10))}\">"))
        + "]>" + Good(), "DTD");

    [TestMethod]
    public Task DepthIsBounded() => IsRefusedAsync(
        Around(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))),
        "deeper");

    [TestMethod]
    public Task AttributesAreBounded() => IsRefusedAsync(
        Around($"<a {string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"a{i}=''"))}/>"), "attributes");

    [TestMethod]
    public Task NamesAreBounded() => IsRefusedAsync(Around($"<{new string('a', 100_000)}/>"), "name");

    [TestMethod]
    public Task NamespacesAreBounded() => IsRefusedAsync(
        Around($"<a {string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"xmlns:a{i}='urn:{i}'"))}/>"),
        "attributes");

    /// <summary>One that exceeds the limit of its body is told by HTTP itself (413), before it comes.</summary>
    [TestMethod]
    public async Task SizeIsBounded()
    {
        var services = await Scenario.ServicesAsync();
        var message = Wire.Bytes(Around("<a>" + new string('a', 11 * 1024 * 1024) + "</a>"));

        await HostileCase.IsFaultAsync(services.Repository, Wire.SimpleType, message, 400, "Sender", "larger than");
    }

    [TestMethod]
    public Task ControlCharactersAreRefused() => IsRefusedAsync(Around("<a>&#0;</a>"), "");

    [TestMethod]
    public Task AHalfSurrogateIsRefused() => IsRefusedAsync(Around("<a>&#xD800;</a>"), "");

    [TestMethod]
    public Task AnEnvelopeThatEndsEarlyIsRefused() => IsRefusedAsync(Good()[..^20], "");

    [TestMethod]
    public Task WhatIsBehindTheEnvelopeIsRefused() => IsRefusedAsync(Good() + "<a/>", "");

    [TestMethod]
    public Task NothingIsNoEnvelope() => IsRefusedAsync("", "");

    [TestMethod]
    public async Task BytesThatAreNotUtf8AreRefused()
    {
        var services = await Scenario.ServicesAsync();
        byte[] message = [.. Wire.Bytes(Good()[..^30]), 0xC3, 0x28, 0xFF, .. Wire.Bytes(Good()[^30..])];

        await HostileCase.IsFaultAsync(services.Registry, Wire.SimpleType, message, 400, "Sender", "");
    }

    private static string Good() => Around(Wire.GoodQuery);

    private static string Around(string body) => Wire.Envelope(Wire.Action(Wire.Query), body);

    private static async Task IsRefusedAsync(string message, string cause)
    {
        var services = await Scenario.ServicesAsync();
        using var memory = new LiveMemory();
        var bytes = Encoding.UTF8.GetBytes(message);
        await HostileCase.IsFaultAsync(services.Registry, Wire.SimpleType, bytes, 400, "Sender", cause);
        await HostileCase.IsFaultAsync(services.Repository, Wire.SimpleType, bytes, 400, "Sender", cause);
        Assert.IsLessThan(MaxGrowthBytes + (2 * message.Length), memory.MaxGrowth());
    }
}
