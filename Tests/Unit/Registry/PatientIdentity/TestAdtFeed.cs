using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>A registry with a feed, without sockets: messages go in and answers come out as bytes.</summary>
internal sealed class TestAdtFeed : IDisposable
{
    public const string OtherDomain = "1.2.3.99";

    private readonly AdtReceiver _receiver;

    public TestAdtFeed(RegistryOptions? options = null, Profile profile = Profile.Ihe)
    {
        Registry = new TestRegistry(
            options ?? new RegistryOptions { AssigningAuthorities = [Adt.Domain] }, profile: profile);
        _receiver = new AdtReceiver(
            Registry.Node, (caller, transaction) => caller.Rights.May(transaction), NullLogger.Instance);
    }

    public TestRegistry Registry { get; }

    /// <summary>Null: it comes without TLS, from where the settings allow that.</summary>
    public CallingSystem? Caller { get; set; }

    /// <summary>Identifiers in the order in which they became known, and where they went: <c>A B→C</c>.</summary>
    public string Patients => string.Join(' ', Registry.Node.Readers.Read(s => PatientStore.List(s, 100)).Select(p =>
        p.MergedInto is { } into ? $"{p.Id.Extension}→{into.Extension}" : p.Id.Extension));

    /// <summary>The audit messages so far: transaction, action, outcome, patients.</summary>
    public IReadOnlyList<string> Audit => [.. AuditRecords().Select(r =>
        $"{r.Event} {r.Transaction} {r.Action} {r.Outcome} {string.Join(' ', r.Objects)}".TrimEnd())];

    public TestAcknowledgement Send(string message) => Send(Encoding.UTF8.GetBytes(message));

    public TestAcknowledgement Send(byte[] message) => TestAcknowledgement.Of(Encoding.UTF8.GetString(
        _receiver.AnswerAsync(message, Context(), Caller, "test").GetAwaiter().GetResult()));

    public TestAcknowledgement SendTooLarge(string beginning) => TestAcknowledgement.Of(Encoding.UTF8.GetString(
        _receiver.RefuseTooLargeAsync(Encoding.UTF8.GetBytes(beginning), Context(), 100, "test")
            .GetAwaiter().GetResult()));

    /// <summary>Known patients.</summary>
    public TestAdtFeed With(params string[] ids)
    {
        foreach (var id in ids)
        {
            Assert.AreEqual("AA", Send(Adt.A01(Adt.Id(id))).Code);
        }

        return this;
    }

    public PatientState? StateOf(string id) =>
        Registry.Node.Readers.Read(s => PatientStore.Find(s, new PatientId(id, Adt.Domain)))?.State;

    public IReadOnlyList<AuditRecord> AuditRecords() =>
        [.. new Outbox(Registry.Database).Peek(1000).Select(m => AuditRecord.Of(m.Message))];

    public void Dispose() => Registry.Dispose();

    private AuditContext Context() => new()
    {
        Node = Registry.Node.Audit.Node,
        Time = Registry.Clock.GetUtcNow(),
        End = TransactionEnd.Server,
        ServerEndpoint = "mllps://test:2575",
        ClientCertificateSubject = "CN=engine",
    };
}
