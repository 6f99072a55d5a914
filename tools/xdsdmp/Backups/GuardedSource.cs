using XdsDmp.Soap.Multipart;

namespace XdsDmp.CommandLine.Backups;

/// <summary>Knows whether it was this side that failed when copying did.</summary>
internal sealed class GuardedSource(Stream source) : ReadOnlyStream
{
    public bool HasFailed { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            HasFailed = true;
            throw;
        }
    }
}
