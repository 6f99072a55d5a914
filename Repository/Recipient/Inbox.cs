using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Repository.Recipient;

/// <summary>
/// What the Document Recipient has received, as those see it who fetch it on this machine: beside a running service, or
/// without one. What they do is audited as the service's acts are.
/// </summary>
internal sealed class Inbox : IDisposable
{
    private readonly ToolParts _parts;
    private readonly IContentStore _store;
    private readonly ContentVault _vault;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock = TimeProvider.System;

    private Inbox(RepositoryOptions options, SecurityOptions security)
    {
        _parts = new ToolParts(options, security);
        _store = ContentStores.Open(options, _parts.Parts);
        _vault = new ContentVault(_store, MasterKeys.Of(options), options.MaxDocumentBytes);
        _audit = new AuditTrail(AuditNode.OfThisProcess("xdsdmp-inbox"), Writer, _clock);
    }

    private GroupCommitWriter Writer => _parts.Parts.Writer();

    private ReaderPool Readers => _parts.Parts.Readers;

    /// <param name="configuration">The repository's settings.</param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static Inbox Open(IConfiguration configuration) => new(
        configuration.Read<RepositoryOptions>("Repository"), configuration.Read<SecurityOptions>("Security"));

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<ReceivedSubmission> Waiting(int limit) =>
        Readers.Read(session => InboxStore.Waiting(session, limit));

    /// <summary>Null: there is none, or somebody is done with it.</summary>
    public ReceivedSubmission? Find(long key) => Readers.Read(session => InboxStore.Find(session, key));

    /// <summary>The SubmitObjectsRequest, as it was received.</summary>
    public byte[] Metadata(long key) => Readers.Read(session => InboxStore.Metadata(session, key));

    /// <summary>The same, read.</summary>
    public static RegistryObjectList Objects(byte[] metadata)
    {
        using var xml = XmlReaders.Create(metadata, new XmlLimits { MaxCharacters = int.MaxValue });
        xml.MoveToContent();
        return SubmitObjectsRequestReader.Read(xml, []);
    }

    /// <summary>With the ids of their entries.</summary>
    public IReadOnlyList<(string EntryId, StoredDocument Document)> Documents(long key) =>
        Readers.Read(session => InboxStore.DocumentsOf(session, key));

    /// <summary>Writes a document that is whole.</summary>
    /// <exception cref="ContentDamagedException">It is not.</exception>
    public async Task CopyAsync(StoredDocument document, Stream to, CancellationToken cancel)
    {
        await ContentVerifier.VerifyAsync(_vault, document.Content, cancel);
        await using var content = _vault.OpenStream(document.Content);
        await content.CopyToAsync(to, cancel);
    }

    /// <summary>It has been handed out.</summary>
    public Task TellExportedAsync(ReceivedSubmission submission) => _audit.AppendAsync(
        [InboxEvent.Exported(_audit.Node, _audit.Now, Audited(submission), Environment.UserName)]);

    /// <summary>Deletes it for good. False: it is not there any more.</summary>
    public async Task<bool> FinishAsync(ReceivedSubmission submission)
    {
        var settled = await Writer.WriteAsync(session =>
        {
            var done = InboxStore.Finish(session, submission.Key, _clock.GetUtcNow().ToUnixTimeSeconds());
            if (done.IsDone)
            {
                _audit.Append(
                    session,
                    [InboxEvent.Deleted(_audit.Node, _audit.Now, Audited(submission), Environment.UserName)]);
            }

            return done;
        });
        await Settlement.FollowAsync(_vault, Writer, settled.Moves);
        return settled.IsDone;
    }

    public void Dispose()
    {
        (_store as IDisposable)?.Dispose();
        _parts.Dispose();
    }

    private static AuditedSubmission Audited(ReceivedSubmission submission) =>
        new(submission.Patient, submission.UniqueId);
}
