using System.IO.Pipelines;

namespace XdsDmp.Soap;

/// <summary>An attachment of a message to be written; its bytes are fetched when their turn comes.</summary>
/// <param name="ContentId">Without angle brackets; the body refers to it as <c>cid:…</c>.</param>
/// <param name="ContentType">Media type of the part.</param>
/// <param name="CopyAsync">Writes the content, flushing as it goes (about each 64 KB).</param>
public sealed record OutgoingAttachment(
    string ContentId, string ContentType, Func<PipeWriter, CancellationToken, ValueTask> CopyAsync);
