using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using XdsDmp.Metadata.Files;
using Oid = XdsDmp.Metadata.Model.Oid;

namespace XdsDmp.Security.Systems;

/// <summary>Reads a systems file, and tells every mistake in it with its place.</summary>
public sealed class SystemsReader
{
    private const string All = "*";
    private const int MaxSystems = 2_000;
    private const int HashDigits = 64;
    private const string HashForm = "a SHA-256 in 64 hexadecimal digits";

    private readonly List<FileMistake> _mistakes = [];

    private SystemsReader()
    {
    }

    /// <returns>The directory; null when there are mistakes.</returns>
    public static SystemDirectory? Read(ReadOnlySpan<byte> json, out IReadOnlyList<FileMistake> mistakes)
    {
        var reader = new SystemsReader();
        var directory = JsonPlace.TryRead(json, reader._mistakes) is { } place ? reader.ReadFile(place) : null;
        mistakes = [.. reader._mistakes.OrderBy(m => m.Line)];
        return mistakes.Count == 0 ? directory : null;
    }

    /// <summary>Whether it is meant to be one: it has the key that no other file of ours has.</summary>
    public static bool IsSystemsFile(ReadOnlySpan<byte> json) =>
        JsonPlace.TryRead(json, [])?.Members.Exists(member => member.Name == "systems") == true;

    private SystemDirectory ReadFile(JsonPlace place)
    {
        var file = Node(place, "version", "systems");
        var version = file.Required("version");
        var systems = new List<(JsonPlace Place, KnownSystem System)>();
        if (file.Member("systems") is not { Kind: JsonValueKind.Array } list)
        {
            file.Wrong("'systems' must be a list");
        }
        else if (list.Items.Count is 0 or > MaxSystems)
        {
            file.Wrong(
                list, $"{list.Items.Count} systems: 1 to {MaxSystems} can be; without one nobody may do anything");
        }
        else
        {
            systems.AddRange(list.Items.Select(item => (item, ReadSystem(item))));
            CheckTogether(systems, file);
        }

        return new SystemDirectory(version, [.. systems.Select(s => s.System)]);
    }

    private KnownSystem ReadSystem(JsonPlace place)
    {
        var node = Node(
            place, "name", "oid", "kind", "certificates", "transactions", "sourceIds", "repositories",
            "assigningAuthorities", "homeCommunityIds");
        var transactions = ReadTransactions(node);
        return new KnownSystem
        {
            Name = node.Required("name"),
            Oid = node.Optional("oid", IsOid, "an OID"),
            Kind = node.Required("kind", SystemKinds.All.Contains, $"one of {string.Join(", ", SystemKinds.All)}"),
            Certificates = ReadCertificates(node),
            Transactions = transactions.Select(t => t.Number).ToFrozenSet(StringComparer.Ordinal),
            SourceIds = ReadScope(node, "sourceIds", transactions.Where(t => t.NeedsSourceIds), IsOid, "an OID"),
            Repositories = ReadScope(
                node, "repositories", transactions.Where(t => t.NeedsRepositories), IsOid,
                "the OID of a repositoryUniqueId"),
            AssigningAuthorities = ReadScope(
                node, "assigningAuthorities", transactions.Where(t => t.NeedsAuthorities), IsOid, "an OID"),
            HomeCommunityIds = ReadScope(
                node, "homeCommunityIds", [], IsHomeCommunityId, "urn:oid: and an OID"),
        };
    }

    private static List<SystemTransaction> ReadTransactions(FileNode node)
    {
        var found = new List<SystemTransaction>();
        if (node.Member("transactions") is not { Kind: JsonValueKind.Array, Items.Count: > 0 } list)
        {
            node.Wrong("'transactions' must be a list of at least one; each is named, there is no word for all");
            return found;
        }

        foreach (var item in list.Items)
        {
            if (SystemTransaction.Find(item.Text) is not { } transaction)
            {
                node.Wrong(
                    item, $"'{item.Text}' is no transaction that can be allowed; those that can: "
                        + string.Join(", ", SystemTransaction.All.Select(t => t.Number)));
            }
            else if (found.Contains(transaction))
            {
                node.Wrong(item, $"'{item.Text}' stands in the list twice");
            }
            else
            {
                found.Add(transaction);
            }
        }

        return found;
    }

    /// <summary>
    /// A list that is missing allows nothing. Where a transaction could then never succeed it must be there: nobody
    /// should have to guess whether silence means all or none.
    /// </summary>
    private static ValueScope ReadScope(
        FileNode node, string name, IEnumerable<SystemTransaction> neededBy, Func<string, bool> isRight, string form)
    {
        if (node.Member(name) is not { } member)
        {
            if (neededBy.Select(t => t.Number).ToList() is { Count: > 0 } needed)
            {
                node.Wrong(
                    $"'{name}' is missing, and {string.Join(", ", needed)} cannot do without: write a list, or "
                    + $"\"{All}\" for any");
            }

            return ValueScope.None;
        }

        if (member is { Kind: JsonValueKind.String, Text: All })
        {
            return ValueScope.All;
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.List(name, All) ?? [])
        {
            if (item.Kind != JsonValueKind.String || !isRight(item.Text))
            {
                node.Wrong(item, $"'{item.Text}' is not {form}");
            }
            else if (!values.Add(item.Text))
            {
                node.Wrong(item, $"'{item.Text}' stands in the list twice");
            }
        }

        if (member is { Kind: JsonValueKind.Array, Items.Count: 0 })
        {
            node.Wrong(member, $"the list is empty; write \"{All}\" for any, or take the transactions away");
        }

        return ValueScope.Of(values);
    }

    private List<CertificateMark> ReadCertificates(FileNode node)
    {
        if (node.Member("certificates") is not { Kind: JsonValueKind.Array, Items.Count: > 0 } list)
        {
            node.Wrong("'certificates' must be a list of at least one: by what the system is known");
            return [];
        }

        return [.. list.Items.Select(ReadCertificate)];
    }

    private CertificateMark ReadCertificate(JsonPlace place)
    {
        var node = Node(place, "fingerprint", "publicKey", "subject", "issuer", "serial", "uri", "dns");
        var before = _mistakes.Count;
        var mark = new CertificateMark
        {
            Fingerprint = HashOf(node, "fingerprint"),
            PublicKey = HashOf(node, "publicKey"),
            Subject = NameOf(node, "subject"),
            Issuer = NameOf(node, "issuer"),
            Serial = node.Optional("serial", IsSerial, "a serial number in hexadecimal digits") is { } serial
                ? CertificateFacts.SerialOf(serial)
                : null,
            Uri = node.Optional("uri", text => System.Uri.IsWellFormedUriString(text, UriKind.Absolute), "a URI"),
            Dns = node.Optional("dns"),
        };
        if (before == _mistakes.Count && !mark.IsEnough)
        {
            node.Wrong(
                "this would fit many certificates: give fingerprint, publicKey, subject, uri or dns, or issuer and "
                + "serial");
        }

        return mark;
    }

    private static string? HashOf(FileNode node, string name) =>
        node.Optional(name, IsHash, HashForm) is { } found ? Hash(found) : null;

    private static bool IsHash(string text) => Hash(text) is { Length: HashDigits } h && h.All(char.IsAsciiHexDigit);

    /// <summary>Tools print fingerprints with colons and without.</summary>
    private static string Hash(string text) => text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>As certificates are printed here: a name that was only written keeps its own spaces.</summary>
    private static string? NameOf(FileNode node, string key)
    {
        var text = node.Optional(key);
        try
        {
            return text is null ? null : new X500DistinguishedName(new X500DistinguishedName(text).RawData).Name;
        }
        catch (CryptographicException)
        {
            node.Wrong(node.Member(key)!, $"'{text}' is no name such as CN=practice, O=Clinic");
            return null;
        }
    }

    private static bool IsSerial(string text) =>
        text.Any(char.IsAsciiHexDigit) && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or ' ');

    private static bool IsOid(string text) => Oid.IsValid(text);

    private static bool IsHomeCommunityId(string text) =>
        text.StartsWith("urn:oid:", StringComparison.Ordinal) && Oid.IsValid(text.AsSpan("urn:oid:".Length));

    /// <summary>What no system can see for itself: names and marks that another one has, too.</summary>
    private static void CheckTogether(List<(JsonPlace Place, KnownSystem System)> systems, FileNode file)
    {
        for (var i = 0; i < systems.Count; i++)
        {
            var (place, system) = systems[i];
            foreach (var (_, earlier) in systems.Take(i))
            {
                if (system.Name.Length > 0 && earlier.Name == system.Name)
                {
                    file.Wrong(place, $"the name '{system.Name}' is another system's, too");
                }

                if (system.Oid is not null && earlier.Oid == system.Oid)
                {
                    file.Wrong(place, $"the OID {system.Oid} is that of '{earlier.Name}', too");
                }

                foreach (var mark in system.Certificates.Where(mark => IsShared(mark, earlier)))
                {
                    file.Wrong(
                        place, $"certificates with {mark} would be those of '{earlier.Name}' and of '{system.Name}'");
                }
            }
        }
    }

    private static bool IsShared(CertificateMark mark, KnownSystem other) => mark.IsEnough
        && other.Certificates.Any(its => its.IsEnough && (its.Covers(mark) || mark.Covers(its)));

    private FileNode Node(JsonPlace place, params string[] known) => new(place, _mistakes, known);
}
