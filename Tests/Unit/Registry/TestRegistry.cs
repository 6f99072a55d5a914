using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Systems;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Registry;

/// <summary>
/// The registry's own table of transactions over a database of its own, without sockets: messages go in and come out
/// as bytes.
/// </summary>
internal sealed class TestRegistry : IDisposable
{
    private static readonly SoapForm Form = new(SoapVersion.Soap12, false);
    private readonly string _folder = TestFolder.New();
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;
    private readonly TransactionPipeline _pipeline;
    private readonly AuditNode _auditNode = new() { SourceId = "test", ProcessId = "1", HostName = "test" };

    public TestRegistry(
        RegistryOptions? options = null, AffinityDomain? domain = null, Profile profile = Profile.Ihe,
        DmpRuleSettings? dmpRules = null)
    {
        Database = new Database(DatabaseLocation);
        MigrationRunner.Migrate(Database, MigrationSet.Shared, RegistryTables.Migrations);
        _writer = new GroupCommitWriter(Database);
        _readers = new ReaderPool(Database);
        var audit = new AuditTrail(_auditNode, _writer, Clock);
        Node = new RegistryNode(
            options ?? new RegistryOptions { UnknownPatients = UnknownPatients.Accept }, _writer, _readers, audit,
            Clock)
        {
            Domain = domain ?? AffinityDomain.Open,
            Profile = profile,
            DmpRules = dmpRules,
        };
        _pipeline = new TransactionPipeline(
            RegistryService.Table(Node), gate: null!, audit, alerts: null!, NullLogger.Instance);
    }

    public Database Database { get; }

    public string DatabaseLocation => TestDatabase.At(Path.Combine(_folder, "registry.db"));

    /// <summary>Who sends.</summary>
    public KnownSystem System { get; set; } = KnownSystem.Anybody;

    /// <summary>What is sent is only tried.</summary>
    public bool IsDryRun { get; set; }

    public RegistryNode Node { get; }

    /// <summary>Stands still until a test moves it.</summary>
    public TestClock Clock { get; } = new();

    public RegistryResponse Register(RegistryObjectList objects) => Submit(TransactionId.Iti42, objects);

    /// <summary>ITI-42, 57, 61 or 92.</summary>
    public RegistryResponse Submit(TransactionId id, RegistryObjectList objects) =>
        Response(Send(id, TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, objects))));

    /// <summary>ITI-18, or ITI-51.</summary>
    public AdhocQueryResponse Query(StoredQueryRequest request, TransactionId? id = null)
    {
        var answer = Send(
            id ?? TransactionId.Iti18, TestClient.Written(xml => AdhocQueryRequestWriter.Write(xml, request)));
        using var reader = XmlReaders.Create(answer);
        reader.MoveToContent();
        return AdhocQueryResponseReader.Read(reader, []);
    }

    /// <summary>A LeafClass query; fails the test unless it succeeds.</summary>
    public IReadOnlyList<RegistryObject> Find(StoredQueryDefinition query, params QuerySlot[] slots)
    {
        var found = Query(new StoredQueryRequest(query.Id, QueryReturnType.LeafClass, slots));
        Assert.AreEqual(
            ResponseStatus.Success, found.Response.Status,
            string.Join('\n', found.Response.Errors.Select(e => e.Context)));
        return [.. found.Objects.Objects.Cast<RegistryObject>()];
    }

    /// <summary>The object as it is kept, whatever its version and status; null when there is none.</summary>
    public RegistryObject? Stored(string entryUuid) => _readers.Read(session =>
        RegistryObjectStore.Find(session, EntryUuid.Parse(entryUuid)) is { } found
            ? found.Fragment.ReadObject()
            : null);

    public long CountObjects() => _readers.Read(session => session.First(
        "SELECT count(*) FROM registry_object", row => row.GetInt64(0)));

    public static RegistryResponse Response(ReadOnlyMemory<byte> answer)
    {
        using var reader = XmlReaders.Create(answer);
        reader.MoveToContent();
        return RegistryResponseReader.Read(reader);
    }

    /// <summary>The child of the answer's Body.</summary>
    public ReadOnlyMemory<byte> Send(TransactionId id, ReadOnlyMemory<byte> body) =>
        SendAsync(id, body).GetAwaiter().GetResult();

    public async Task<ReadOnlyMemory<byte>> SendAsync(TransactionId id, ReadOnlyMemory<byte> body)
    {
        var writer = new SoapWriter(new OutgoingMessage
        {
            Form = Form,
            Addressing = new AddressingHeaders { Action = id.Action, MessageId = AddressingHeaders.NewMessageId() },
            Body = body,
            IsRequest = true,
        });
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await writer.WriteAsync(pipe.Writer, CancellationToken.None);
        await pipe.Writer.CompleteAsync();
        var reader = new SoapMessageReader(writer.ContentType, pipe.Reader, new SoapLimits());
        using var request = await reader.ReadEnvelopeAsync(null, CancellationToken.None);
        var exchange = new SoapExchange(
            reader, request, new CallingSystem([], "CN=test", IPAddress.Loopback) { System = System }, Context(), null)
        {
            IsDryRun = IsDryRun,
        };
        var operation = _pipeline.Dispatch(exchange.Request);
        var reply = await _pipeline.AnswerAsync(operation, exchange, "test", CancellationToken.None);
        return ReplyBody.Of(reply);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
        TestFolder.Delete(_folder);
    }

    private AuditContext Context() => new()
    {
        Node = _auditNode,
        Time = Clock.GetUtcNow(),
        End = TransactionEnd.Server,
        ServerEndpoint = "https://localhost/registry",
    };
}

/// <summary>A clock that tests move.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
