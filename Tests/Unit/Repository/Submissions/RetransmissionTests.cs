using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;

namespace XdsDmp.Tests.Unit.Repository.Submissions;

/// <summary>The window in which a message that comes again gets its first answer.</summary>
[TestClass]
public sealed class RetransmissionTests
{
    private static readonly ExchangeKey Message = new([1], "urn:uuid:1", [2]);

    [TestMethod]
    public async Task WithinTheWindowTheFirstAnswerComesAgainAndNotAfterIt()
    {
        using var repository = new TestRepository(options: new RepositoryOptions { RetransmissionWindowMinutes = 10 });
        var reply = RegistryResponseReply.Of(RegistryResponse.Success);
        await repository.Node.Writer.WriteAsync(session =>
            Retransmission.Keep(session, Message, reply, repository.Node.Now));

        repository.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.AreEqual(
            Encoding.UTF8.GetString(reply.Body.Span),
            Encoding.UTF8.GetString(Retransmission.FindAnswer(repository.Node, Message)!.Body.Span));
        repository.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsNull(Retransmission.FindAnswer(repository.Node, Message));
    }

    [TestMethod]
    public async Task AnotherSenderMessageIdOrContentIsAnotherMessage()
    {
        using var repository = new TestRepository();
        await repository.Node.Writer.WriteAsync(session => Retransmission.Keep(
            session, Message, RegistryResponseReply.Of(RegistryResponse.Success), repository.Node.Now));

        Assert.IsNotNull(Retransmission.FindAnswer(repository.Node, Message));
        Assert.IsNull(Retransmission.FindAnswer(repository.Node, Message with { Sender = [9] }));
        Assert.IsNull(Retransmission.FindAnswer(repository.Node, Message with { MessageId = "urn:uuid:9" }));
        Assert.IsNull(Retransmission.FindAnswer(repository.Node, Message with { Digest = [9] }));
    }

    [TestMethod]
    public async Task WhatIsOutOfTheWindowIsForgotten()
    {
        using var repository = new TestRepository();
        await repository.Node.Writer.WriteAsync(session => Retransmission.Keep(
            session, Message, RegistryResponseReply.Of(RegistryResponse.Success), repository.Node.Now));
        repository.Clock.Advance(TimeSpan.FromDays(2));

        var forgotten = await repository.Node.Writer.WriteAsync(session =>
            ExchangeStore.Forget(session, Retransmission.WindowOf(repository.Node)));

        Assert.AreEqual(1, forgotten);
    }
}
