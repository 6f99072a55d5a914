using System.Diagnostics;
using System.Xml.Linq;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>
/// What must hold for every bad message: refused in good form, in good time, and the service goes on.
/// </summary>
internal static class HostileCase
{
    private const int MaxMilliseconds = 2000;

    /// <summary>A machine that is busy with other tests may be slow once, not each time.</summary>
    private const int Attempts = 3;

    /// <summary>Refused with this status and a valid fault of this code whose words name the cause.</summary>
    public static async Task IsFaultAsync(
        Uri url, string type, byte[] message, int status, string code, string cause, int milliseconds = MaxMilliseconds)
    {
        var services = await Scenario.ServicesAsync();
        var answer = await InTimeAsync(() => services.RawClient().PostAsync(url, type, message), milliseconds);
        Assert.AreEqual(status, answer.Status, answer.Body);
        var fault = Fault(answer);
        StringAssert.Contains(fault.ToString(), $":{code}<", answer.Body);
        StringAssert.Contains(fault.ToString(), cause, answer.Body);
        await StillAnswersAsync(services);
    }

    /// <summary>The fault element; the whole answer is valid.</summary>
    public static XElement Fault(RawAnswer answer)
    {
        var xml = EnvelopeOf(answer);
        CollectionAssert.AreEqual(Array.Empty<string>(), SchemaValidation.Errors(xml).ToArray(), xml);
        return XElement.Parse(xml).Descendants().Single(e => e.Name.LocalName == "Fault");
    }

    public static async Task StillAnswersAsync(TestServices services)
    {
        var raw = services.RawClient();
        var found = await raw.PostAsync(
            services.Registry, Wire.SimpleType, Wire.Bytes(Wire.Envelope(Wire.Action(Wire.Query), Wire.GoodQuery)));
        StringAssert.Contains(found.Body, "ResponseStatusType:Success");
        var retrieved = await raw.PostAsync(
            services.Repository, Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action(Wire.Retrieve), Wire.GoodRetrieve)));
        StringAssert.Contains(retrieved.Body, "XDSUnknownRepositoryId");
    }

    /// <summary>Of a bare answer, or of the root part of a package.</summary>
    private static string EnvelopeOf(RawAnswer answer)
    {
        var start = answer.Body.IndexOf("<soap:Envelope", StringComparison.Ordinal);
        var end = answer.Body.IndexOf("</soap:Envelope>", StringComparison.Ordinal);
        Assert.IsTrue(start >= 0 && end > start,
            $"no envelope: HTTP {answer.Status} {answer.ContentType} {answer.Body}");
        return answer.Body[start..(end + "</soap:Envelope>".Length)];
    }

    private static async Task<T> InTimeAsync<T>(Func<Task<T>> act, int milliseconds)
    {
        long fastest = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var watch = Stopwatch.StartNew();
            var result = await act();
            fastest = Math.Min(fastest, watch.ElapsedMilliseconds);
            if (fastest < milliseconds)
            {
                return result;
            }
        }

        throw new TimeoutException($"{fastest} ms, at most {milliseconds} are good");
    }
}
