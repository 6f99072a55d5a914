using System.Net.Security;
using System.Text;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Retrievals;

/// <summary>ITI-43 of many documents at once, and for readers who take their time.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ManyDocumentsTests
{
    private const int SlowReaders = 60;

    /// <summary>From whichever store they come.</summary>
    [TestMethod]
    [DataRow("Disk")]
    [DataRow("Sql")]
    public async Task HundredsComeInOneAnswerInTheirOrderWithAnErrorForEachThatIsElsewhere(string store)
    {
        await using var services = await TestServices.StartAsync(("Repository:ContentStore", store));
        var client = services.Client();
        var submission = TestSubmission.OfMany(
            TestSubmission.NewPatient(),
            [.. Enumerable.Range(0, 300).Select(i => Encoding.UTF8.GetBytes($"document {i}"))]);
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        var requests = submission.UniqueIds.Select((id, i) => new DocumentRequest(
            i % 3 == 2 ? $"1.2.3.{i}" : A.RepositoryUniqueId, id)).ToList();

        var retrieved = await client.RetrieveAsync(requests);

        Assert.AreEqual(ResponseStatus.PartialSuccess, retrieved.Response.Status);
        var (here, elsewhere) = (requests.Where(IsHere).ToList(), requests.Where(it => !IsHere(it)).ToList());
        CollectionAssert.AreEqual(
            elsewhere.Select(it => $"XDSUnknownRepositoryId {it.DocumentUniqueId}").ToList(),
            retrieved.Response.Errors.Select(it => $"{it.Code} {it.Location}").ToList());
        CollectionAssert.AreEqual(
            here.Select(it => it.DocumentUniqueId).ToList(),
            retrieved.Documents.Select(it => it.DocumentUniqueId).ToList());
        foreach (var (document, i) in submission.Documents.Values.Select((bytes, i) => (bytes, i))
            .Where(it => it.i % 3 < 2))
        {
            CollectionAssert.AreEqual(document, retrieved.Bytes(submission.UniqueIds[i]));
        }

        static bool IsHere(DocumentRequest request) => request.RepositoryUniqueId == A.RepositoryUniqueId;
    }

    /// <summary>
    /// They have asked for more than the network between holds, and read nothing: no thread waits for them, little
    /// memory does, and others are answered meanwhile.
    /// </summary>
    [TestMethod]
    public async Task SlowReadersHoldNeitherThreadsNorOthersUp()
    {
        await using var services = await TestServices.StartAsync();
        var client = services.Client();
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(32 * 1024 * 1024));
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        var small = TestSubmission.Of(TestSubmission.NewPatient(), "small");
        Scenario.IsSuccess(await client.ProvideAsync(small));
        var threads = ThreadPool.ThreadCount;
        using var memory = new LiveMemory();
        var readers = new List<SslStream>();
        for (var i = 0; i < SlowReaders; i++)
        {
            readers.Add(await AskAsync(services, submission.UniqueId));
        }

        var retrieved = await client.RetrieveAsync(small.UniqueId);

        CollectionAssert.AreEqual(small.Bytes, retrieved.Bytes(small.UniqueId));
        Assert.IsLessThan(threads + (SlowReaders / 2), ThreadPool.ThreadCount);
        Assert.IsLessThan(SlowReaders * 2L * 1024 * 1024, memory.MaxGrowth());
        readers.ForEach(reader => reader.Dispose());
    }

    /// <summary>Sends the question, and reads the first octets of the answer only.</summary>
    private static async Task<SslStream> AskAsync(TestServices services, string uniqueId)
    {
        var body = TestClient.Written(xml => RetrieveDocumentSetRequestWriter.Write(
            xml, [new DocumentRequest(A.RepositoryUniqueId, uniqueId)]));
        var envelope = Wire.Envelope(
            Wire.Action("urn:ihe:iti:2007:RetrieveDocumentSet"), Encoding.UTF8.GetString(body.Span));
        var package = Wire.Root(envelope) + Wire.End();
        var stream = await services.RawClient().ConnectAsync(services.Repository, CancellationToken.None);
        await stream.WriteAsync(Wire.Http(
            services.Repository,
            $"Content-Type: {Wire.PackageType()}\r\nContent-Length: {Encoding.UTF8.GetByteCount(package)}\r\n",
                package));
        var first = new byte[12];
        await stream.ReadExactlyAsync(first);
        Assert.AreEqual("HTTP/1.1 200", Encoding.ASCII.GetString(first));
        return stream;
    }
}
