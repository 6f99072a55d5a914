using System.Buffers;
using XdsDmp.Hosting;

namespace XdsDmp.Tests.Unit.Registry;

/// <summary>What a reply has for the Body, in one piece.</summary>
internal static class ReplyBody
{
    public static byte[] Of(SoapReply reply)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write(reply.Body.Span);
        foreach (var piece in reply.BodyContinued)
        {
            piece.CopyTo(body.GetSpan(piece.Length)[..piece.Length]);
            body.Advance(piece.Length);
        }

        return body.WrittenSpan.ToArray();
    }
}
