using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.CommandLine.Migration.Storage;

/// <summary>
/// SHA-256 over the rows of a table in the order of their key: equal for equal rows, whoever holds them.
/// </summary>
internal sealed class TableDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    public void Add(object?[] row)
    {
        Rows++;
        Span<byte> octets = stackalloc byte[sizeof(long)];
        foreach (var value in row)
        {
            switch (value)
            {
                case null:
                    Add('0', []);
                    break;
                case long number:
                    BinaryPrimitives.WriteInt64BigEndian(octets, number);
                    Add('i', octets);
                    break;
                case double real:
                    BinaryPrimitives.WriteDoubleBigEndian(octets, real);
                    Add('r', octets);
                    break;
                case string text:
                    Add('t', Encoding.UTF8.GetBytes(text));
                    break;
                case byte[] bytes:
                    Add('b', bytes);
                    break;
                default:
                    throw new InvalidDataException($"a value of the type {value.GetType().Name}");
            }
        }
    }

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    /// <summary>Kind and length first, so that no two rows are written alike.</summary>
    private void Add(char kind, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], value.Length);
        _hash.AppendData(head);
        _hash.AppendData(value);
    }
}
