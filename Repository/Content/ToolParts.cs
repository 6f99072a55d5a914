using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// What content stores stand on where no service is around them: commands that look after content, beside a running
/// service or without one. Nothing is opened before it is needed.
/// </summary>
internal sealed class ToolParts : IDisposable
{
    private readonly Lazy<GroupCommitWriter> _writer;
    private readonly ReaderPool _readers;

    public ToolParts(RepositoryOptions options, SecurityOptions security)
    {
        var database = new Database(options.Database);
        _writer = new Lazy<GroupCommitWriter>(() => new GroupCommitWriter(database));
        _readers = new ReaderPool(database);
        Parts = new ContentStoreParts(
            () => _writer.Value, _readers, () => 0, s3 => MutualTlsHandler.Create(TlsOf(s3, security)), Staged: null);
    }

    public ContentStoreParts Parts { get; }

    public void Dispose()
    {
        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose();
        }

        _readers.Dispose();
    }

    /// <summary>What is wrong with a connection is told by the connection that fails.</summary>
    private static TlsPolicy TlsOf(S3Options s3, SecurityOptions security)
    {
        var tls = NodeTls.Of(security, TimeProvider.System, _ => { }, _ => { });
        return s3.TrustFolder.Length > 0
            ? tls.Trusting(new TrustStore(s3.TrustFolder, TimeProvider.System, _ => { }))
            : tls;
    }
}
