using System.IO.Pipelines;

namespace XdsDmp.Soap;

/// <summary>An attachment of a message to be written; its bytes are fetched when their turn comes.</summary>
/// <param name="ContentId">Without angle brackets; the body refers to it as <c>cid:…</c>.</param>
/// <param name="ContentType">Media type of the part.</param>
/// <param name="CopyAsync">
/// Writes the content, flushing as it goes (about each 64 KB); twice for a message that is signed.
/// </param>
public sealed record OutgoingAttachment(
    string ContentId, string ContentType, Func<PipeWriter, CancellationToken, ValueTask> CopyAsync)
{
    /// <summary>The content as a stream.</summary>
    public Stream Open()
    {
        var pipe = new Pipe();
        _ = FillAsync(pipe.Writer);
        return pipe.Reader.AsStream();
    }

    private async Task FillAsync(PipeWriter writer)
    {
        Exception? failure = null;
        try
        {
            await CopyAsync(writer, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failure = e; // Met by whoever reads.
        }

        await writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
