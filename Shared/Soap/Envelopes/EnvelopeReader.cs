using XdsDmp.Soap.Multipart;
using InlineLayouts =
    System.Collections.Generic.IReadOnlyDictionary<string, XdsDmp.Soap.Multipart.Base64Layout?>;

namespace XdsDmp.Soap.Envelopes;

/// <summary>Reads the bytes of an envelope into rented memory, large ones without their inline documents.</summary>
internal static class EnvelopeReader
{
    private const int ReadLength = 4096;
    private static readonly InlineLayouts NoLayouts = new Dictionary<string, Base64Layout?>();

    public static async Task<SoapMessage> ReadAsync(
        Stream content, SoapForm? form, bool isMtom, string? charset, IAttachmentSink? sink, SoapLimits limits,
        CancellationToken cancel)
    {
        EnvelopeText.CheckCharset(charset);
        var (memory, layouts) = await ReadBytesAsync(content, charset, sink, limits, cancel).ConfigureAwait(false);
        try
        {
            var isConverted = EnvelopeText.IsUtf16(memory.Written.Span, charset);
            memory = EnvelopeText.ToUtf8(memory, charset, limits);
            var envelope = EnvelopeText.WithoutMark(memory.Written, charset is not null || isConverted);
            var parsed = EnvelopeParser.Parse(envelope, limits.Xml);
            CheckVersion(parsed.Version, form);
            return new SoapMessage(memory, envelope, parsed, isMtom, limits.Xml) { InlineLayouts = layouts };
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static async Task<(PooledBuffer Memory, InlineLayouts Layouts)> ReadBytesAsync(
        Stream content, string? charset, IAttachmentSink? sink, SoapLimits limits, CancellationToken cancel)
    {
        var threshold = sink is not null && limits.InlineDocumentElement is not null
            ? limits.InlineDocumentThresholdBytes
            : long.MaxValue;
        var memory = new PooledBuffer(limits.MaxEnvelopeBytes);
        try
        {
            int count;
            while ((count = await content.ReadAsync(memory.GetMemory(ReadLength), cancel).ConfigureAwait(false)) > 0)
            {
                memory.Advance(count);
                if (memory.Length > threshold && !EnvelopeText.IsUtf16(memory.Written.Span, charset))
                {
                    return await CondenseAsync(memory, content, sink!, limits, cancel).ConfigureAwait(false);
                }
            }

            return (memory, NoLayouts);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Goes over to streaming; <paramref name="start"/> is what was read so far, and is given back.</summary>
    private static async Task<(PooledBuffer Memory, InlineLayouts Layouts)> CondenseAsync(
        PooledBuffer start, Stream rest, IAttachmentSink sink, SoapLimits limits, CancellationToken cancel)
    {
        var condensed = new PooledBuffer(limits.MaxEnvelopeBytes);
        try
        {
            var source = new EnvelopeSource(start.Written, rest);
            var layouts = await InlineDocumentDiverter.CopyAsync(source, condensed, sink, limits, cancel)
                .ConfigureAwait(false);
            start.Dispose();
            return (condensed, layouts);
        }
        catch
        {
            condensed.Dispose();
            throw;
        }
    }

    private static void CheckVersion(SoapVersion found, SoapForm? announced)
    {
        if (announced is null || announced.Version == found)
        {
            return;
        }

        var reason = $"the Content-Type announces SOAP {Number(announced.Version)} ({announced.EnvelopeMediaType}), "
            + $"the Envelope is SOAP {Number(found)}";
        throw announced.Version == SoapVersion.Soap12 ? SoapFaults.VersionMismatch(reason) : SoapFaults.Sender(reason);
    }

    private static string Number(SoapVersion version) => version == SoapVersion.Soap12 ? "1.2" : "1.1";
}
