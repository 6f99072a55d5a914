using System.Collections.Frozen;
using System.Text.Json;
using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>Reads a domain file, and tells every mistake in it with its place.</summary>
public sealed class AffinityDomainReader
{
    private const int FingerprintLength = 64;
    private readonly List<FileMistake> _mistakes = [];

    private AffinityDomainReader()
    {
    }

    /// <returns>The domain; null when there are mistakes.</returns>
    public static AffinityDomain? Read(ReadOnlySpan<byte> json, out IReadOnlyList<FileMistake> mistakes)
    {
        var reader = new AffinityDomainReader();
        var domain = JsonPlace.TryRead(json, reader._mistakes) is { } place ? reader.ReadDomain(place) : null;
        mistakes = [.. reader._mistakes.OrderBy(m => m.Line)];
        return mistakes.Count == 0 ? domain : null;
    }

    private AffinityDomain ReadDomain(JsonPlace place)
    {
        var node = Node(
            place, "version", "codes", "mimeTypes", "assigningAuthorities", "repositories", "senders");
        return new AffinityDomain
        {
            Version = node.Required("version"),
            Codes = node.Member("codes") is { } codes ? ReadCodes(codes) : FrozenDictionary<string, CodeSet>.Empty,
            MimeTypes = ReadMimeTypes(node),
            AssigningAuthorities = Distinct(node, "assigningAuthorities", ReadAuthority, a => a.Oid),
            Repositories = Distinct(
                node, "repositories", ReadRepository, r => $"{r.UniqueId} {r.Subject} {r.Fingerprint}"),
            Senders = Distinct(node, "senders", ReadSender, s => $"{s.SourceId} {s.Fingerprint}") ?? [],
        };
    }

    private FrozenDictionary<string, CodeSet> ReadCodes(JsonPlace place)
    {
        var node = Node(place, [.. CodedAttribute.All]);
        var sets = new Dictionary<string, CodeSet>(StringComparer.Ordinal);
        foreach (var attribute in CodedAttribute.All)
        {
            if (Distinct(node, attribute, ReadCode, c => $"{c.Value}^^{c.Scheme}") is { } codes)
            {
                sets.Add(attribute, new CodeSet(codes));
            }
        }

        return sets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenSet<string>? ReadMimeTypes(FileNode node)
    {
        if (node.List("mimeTypes") is not { } items)
        {
            return null;
        }

        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Kind != JsonValueKind.String
                || MimeTypeType.Type.Problem(item.Text, MetadataRuleSettings.Ihe) is not null)
            {
                node.Wrong(item, $"'{item.Text}' is not a media type: {MimeTypeType.Type.Accepted}");
            }
            else if (!types.Add(item.Text))
            {
                node.Wrong(item, $"'{item.Text}' stands in the list twice");
            }
        }

        RefuseEmpty(node, "mimeTypes", items.Count);
        return types.ToFrozenSet(StringComparer.Ordinal);
    }

    private Code ReadCode(JsonPlace place)
    {
        var node = Node(place, "scheme", "code", "display");
        return new Code(node.Required("code"), node.Required("scheme"), node.Optional("display"));
    }

    private AssigningAuthority ReadAuthority(JsonPlace place)
    {
        var node = Node(place, "oid", "namespace", "name");
        return new AssigningAuthority(
            node.Required("oid", IsOid, "an OID"), node.Optional("namespace"), node.Optional("name"));
    }

    private RegisteredRepository ReadRepository(JsonPlace place)
    {
        var node = Node(place, "uniqueId", "subject", "fingerprint");
        return new RegisteredRepository(
            node.Required("uniqueId", IsOid, "an OID"), node.Optional("subject"), Fingerprint(node));
    }

    private SenderStrictness ReadSender(JsonPlace place)
    {
        var node = Node(place, "name", "sourceId", "fingerprint", "rules");
        node.Optional("name");
        var sender = new SenderStrictness(
            node.Optional("sourceId", IsOid, "an OID"), Fingerprint(node), ReadRules(node));
        if (sender is { SourceId: null, Fingerprint: null } && node.Member("sourceId") is null
            && node.Member("fingerprint") is null)
        {
            node.Wrong("neither 'sourceId' nor 'fingerprint' says which sender this is");
        }

        return sender;
    }

    private FrozenDictionary<string, RuleTreatment> ReadRules(FileNode sender)
    {
        var rules = new Dictionary<string, RuleTreatment>(StringComparer.Ordinal);
        if (sender.Member("rules") is not { } place)
        {
            sender.Wrong("'rules' is missing");
            return rules.ToFrozenDictionary(StringComparer.Ordinal);
        }

        var node = Node(place, [.. place.Members.Select(m => m.Name)]);
        foreach (var (rule, treatment) in place.Members)
        {
            if (!RelaxableRules.All.Contains(rule))
            {
                node.Wrong(treatment, RuleCatalogue.All.Any(r => r.Id == rule)
                    ? $"the rule {rule} cannot be relaxed; those that can: {string.Join(", ", RelaxableRules.All)}"
                    : $"there is no rule '{rule}'; those that can be relaxed: {string.Join(", ", RelaxableRules.All)}");
            }

            if (TreatmentOf(treatment) is { } known)
            {
                rules[rule] = known;
            }
            else
            {
                node.Wrong(treatment, "a rule is to be \"reject\", \"warn\" or \"accept\"");
            }
        }

        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static RuleTreatment? TreatmentOf(JsonPlace place) => place.Text switch
    {
        "reject" => RuleTreatment.Reject,
        "warn" => RuleTreatment.Warn,
        "accept" => RuleTreatment.Accept,
        _ => null,
    };

    private static string? Fingerprint(FileNode node) => node.Optional(
        "fingerprint", text => text.Length == FingerprintLength && text.All(char.IsAsciiHexDigit),
        "the SHA-256 of a certificate in 64 hexadecimal digits")?.ToLowerInvariant();

    private static bool IsOid(string text) => Oid.IsValid(text);

    private List<T>? Distinct<T>(FileNode node, string name, Func<JsonPlace, T> read, Func<T, string> key)
    {
        if (node.List(name) is not { } items)
        {
            return null;
        }

        if (name != "senders")
        {
            RefuseEmpty(node, name, items.Count);
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<T>();
        foreach (var item in items)
        {
            var before = _mistakes.Count;
            var value = read(item);
            if (before == _mistakes.Count && !keys.Add(key(value)))
            {
                node.Wrong(item, $"{key(value).Trim()} stands in the list twice");
            }

            all.Add(value);
        }

        return all;
    }

    /// <summary>A list of nothing would refuse everything, which nobody means.</summary>
    private static void RefuseEmpty(FileNode node, string name, int count)
    {
        if (count == 0)
        {
            node.Wrong(node.Member(name)!, "the list is empty; write \"any\" where anything is allowed");
        }
    }

    private FileNode Node(JsonPlace place, params string[] known) => new(place, _mistakes, known);
}
