using System.IO.Pipelines;
using System.Net;

namespace XdsDmp.Soap;

/// <summary>A message as the content of an HTTP request; attachments are streamed.</summary>
internal sealed class SoapContent : HttpContent
{
    private const int BufferBytes = 64 * 1024;
    private readonly SoapWriter _writer;

    public SoapContent(OutgoingMessage message)
    {
        _writer = new SoapWriter(message);
        Headers.TryAddWithoutValidation("Content-Type", _writer.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var output = PipeWriter.Create(
            stream, new StreamPipeWriterOptions(minimumBufferSize: BufferBytes, leaveOpen: true));
        await _writer.WriteAsync(output, cancellationToken).ConfigureAwait(false);
        await output.CompleteAsync().ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _writer.Length ?? 0;
        return _writer.Length is not null;
    }
}
