using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp;

/// <summary>
/// A registry with the profile Dmp and all its services, without sockets: messages with the VIHF of a professional go
/// in, answers come out.
/// </summary>
internal sealed class TestDmp : IDisposable
{
    public static readonly XNamespace Hl7 = "urn:hl7-org:v3";
    public static readonly PatientId Ins = TestStructure.Patient;
    private static readonly Lazy<TestStructure> Structure = new(() => new TestStructure());
    private static readonly SoapForm Form = new(SoapVersion.Soap12, false);
    private static readonly Lock Turn = new();

    private readonly TestRegistry _registry = new();

    public TestDmp(DmpOptions? options = null)
    {
        Options = (options ?? new DmpOptions()) with
        {
            InsAuthorities = [InsAuthority.Test.Oid, InsAuthority.InsC.Oid, InsAuthority.InsNia.Oid],
        };
        Node = _registry.Node with
        {
            Profile = Profile.Dmp,
            Dmp = Options,
            Access = DmpAccess.Of(Profile.Dmp, Options, Clock),
        };
    }

    public DmpOptions Options { get; }

    public RegistryNode Node { get; }

    public string DatabaseFile => _registry.DatabaseLocation;

    public TestClock Clock => _registry.Clock;

    /// <summary>Who sends: a general practitioner in normal access, unless a test changes it.</summary>
    public VihfContent User { get; set; } = Structure.Value.Draft().Content;

    public KnownSystem System { get; set; } = KnownSystem.Anybody;

    public Language Language { get; set; } = Language.English;

    public bool IsDryRun { get; set; }

    /// <summary>The child of the answer's Body.</summary>
    public XElement Send(TransactionId id, string body)
    {
        var answer = SendAsync(id, Encoding.UTF8.GetBytes(body)).GetAwaiter().GetResult();
        return XElement.Parse(Encoding.UTF8.GetString(answer.Span));
    }

    /// <summary>No user: this node itself, which is not restricted.</summary>
    public bool IsWithoutUser { get; set; }

    /// <summary>All of the answer as it stands on the wire; a fault as code and reason.</summary>
    public string Answer(TransactionId id, ReadOnlyMemory<byte> body)
    {
        try
        {
            return Encoding.UTF8.GetString(SendAsync(id, body).GetAwaiter().GetResult().Span);
        }
        catch (SoapFaultException fault)
        {
            return fault.Fault.ToString();
        }
    }

    /// <summary>The fault with which it is refused.</summary>
    public FaultDescription Refused(TransactionId id, string body) =>
        Assert.ThrowsExactly<DmpRefusedException>(() => Send(id, body)).Fault;

    public T Read<T>(Func<ReadSession, T> read) => Node.Readers.Read(read);

    public Task WriteAsync(Action<WriteSession> write) => Node.Writer.WriteAsync(write);

    public DmpRecord? Dmp(PatientId? ins = null) => Read(session => DmpStore.Find(session, ins ?? Ins));

    public Authorisation? Authorisation(string? professional = null) =>
        Read(session => AuthorisationStore.Find(session, Dmp()!.Key, professional ?? User.UserId));

    /// <summary>What happened to the DMP: its kinds, in order.</summary>
    public string History => string.Join(' ', Read(session => DmpHistory.Of(session, Dmp()!.Key)).Select(e => e.Kind));

    public IReadOnlyList<DmpEvent> Events => Read(session => DmpHistory.Of(session, Dmp()!.Key));

    /// <summary>The audit messages so far: event, transaction, action, outcome, patients.</summary>
    public IReadOnlyList<string> Audit => [.. AuditRecords.Select(r =>
        $"{r.Event} {r.Transaction} {r.Action} {r.Outcome} {string.Join(' ', r.Objects)}".TrimEnd())];

    public IReadOnlyList<AuditRecord> AuditRecords =>
        [.. new Outbox(_registry.Database).Peek(1000).Select(m => AuditRecord.Of(m.Message))];

    public void Dispose() => _registry.Dispose();

    private async Task<ReadOnlyMemory<byte>> SendAsync(TransactionId id, ReadOnlyMemory<byte> body)
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
        var assertion = IsWithoutUser ? null : Assertion();
        var exchange = new SoapExchange(
            reader, request, new CallingSystem([], "CN=test", IPAddress.Loopback) { System = System },
            Context(), null)
        {
            IsDryRun = IsDryRun,
            Language = Language,
            Assertion = assertion,
            ActsForItself = IsWithoutUser,
        };
        var service = RegistryService.Tables(Node).Single(one => one.Find(id.Action) is not null);
        var pipeline = new TransactionPipeline(
            service, gate: null!, Node.Audit, alerts: new SecurityAlerts(Node.Audit, Clock, NullLogger.Instance),
            NullLogger.Instance);
        var operation = pipeline.Dispatch(exchange.Request);
        var reply = await pipeline.AnswerAsync(operation, exchange, "test", CancellationToken.None);
        return ReplyBody.Of(reply);
    }

    /// <summary>Really made and really verified: nothing else makes a verified one.</summary>
    private VerifiedAssertion Assertion()
    {
        lock (Turn)
        {
            var structure = Structure.Value;
            return structure.Verify(structure.Draft() with
            {
                Content = User,
                ResourceId = User.Patient is null ? null : $"{User.Patient}^NH",
            });
        }
    }

    private AuditContext Context() => new()
    {
        Node = Node.Audit.Node,
        Time = Clock.GetUtcNow(),
        End = TransactionEnd.Server,
        ServerEndpoint = "https://localhost/patients",
    };
}
