using System.Text;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>The fields of a protobuf message, without its schema: as much as OTLP needs to be looked at.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Value)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> octets)
    {
        for (var at = 0; at < octets.Length;)
        {
            var tag = Varint(octets.Span, ref at);
            var (length, isKept) = (tag & 7) switch
            {
                0 => (Skip(octets.Span, at), false),
                1 => (8, false),
                2 => ((int)Varint(octets.Span, ref at), true),
                5 => (4, false),
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            };
            if (isKept)
            {
                _fields.Add(((int)(tag >> 3), octets.Slice(at, length)));
            }

            at += length;
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int number) =>
        Octets(number).Select(value => new ProtobufMessage(value));

    public string Text(int number) => Encoding.UTF8.GetString(Octets(number).FirstOrDefault().Span);

    public string Hex(int number) => Convert.ToHexStringLower(Octets(number).FirstOrDefault().Span);

    private IEnumerable<ReadOnlyMemory<byte>> Octets(int number) =>
        _fields.Where(field => field.Number == number).Select(field => field.Value);

    private static int Skip(ReadOnlySpan<byte> octets, int at)
    {
        var end = at;
        Varint(octets, ref end);
        return end - at;
    }

    private static ulong Varint(ReadOnlySpan<byte> octets, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(octets[at] & 0x7F) << shift;
            if ((octets[at++] & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
