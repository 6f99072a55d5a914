using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Ids that come out the same however often an import is started: made of what they stand for.
/// </summary>
internal static class DerivedIds
{
    /// <summary>A UUID (RFC 9562 §5.8) of the first half of the name's SHA-256.</summary>
    public static Guid Of(string name)
    {
        Span<byte> octets = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), octets);
        octets[6] = (byte)((octets[6] & 0x0F) | 0x80);
        octets[8] = (byte)((octets[8] & 0x3F) | 0x80);
        return new Guid(octets[..16], bigEndian: true);
    }

    /// <summary>
    /// The entryUUID itself, as the profile spells it; for an id that is none, one made of it.
    /// </summary>
    public static string Registered(string? id) => (EntryUuid.TryParse(id, out var uuid)
        ? uuid
        : new EntryUuid(Of($"xdsdmp import {id}"))).ToString();
}
