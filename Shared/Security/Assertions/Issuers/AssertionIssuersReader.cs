using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>Reads a file of assertion issuers, and tells every mistake in it with its place.</summary>
public sealed class AssertionIssuersReader
{
    /// <summary>Stands for the subject of the certificate that signs.</summary>
    private const string Signer = "signer";

    private const string Xua = "xua";
    private const string Vihf = "vihf";

    private static readonly (string Word, string Method)[] Methods =
    [
        ("bearer", SamlNames.Bearer), ("holder-of-key", SamlNames.HolderOfKey),
        ("sender-vouches", SamlNames.SenderVouches),
    ];

    private readonly List<FileMistake> _mistakes = [];
    private readonly string _folder;

    private AssertionIssuersReader(string folder) => _folder = folder;

    /// <param name="json">The file.</param>
    /// <param name="folder">Where relative paths in it begin.</param>
    /// <param name="mistakes">What is wrong with it.</param>
    /// <returns>Null when there are mistakes.</returns>
    public static (string Version, IReadOnlyList<AssertionIssuer> Issuers)? Read(
        ReadOnlySpan<byte> json, string folder, out IReadOnlyList<FileMistake> mistakes)
    {
        var reader = new AssertionIssuersReader(folder);
        var read = JsonPlace.TryRead(json, reader._mistakes) is { } place ? reader.ReadFile(place) : default;
        mistakes = [.. reader._mistakes.OrderBy(m => m.Line)];
        return mistakes.Count == 0 ? read : null;
    }

    private (string Version, IReadOnlyList<AssertionIssuer> Issuers) ReadFile(JsonPlace place)
    {
        var node = Node(place, "version", "issuers");
        var issuers = new List<AssertionIssuer>();
        foreach (var item in node.List("issuers") ?? [])
        {
            var issuer = ReadIssuer(item);
            if (issuers.Any(other => other.Name == issuer.Name))
            {
                _mistakes.Add(new FileMistake(item.Line, item.Path, $"the name '{issuer.Name}' stands here twice"));
            }

            issuers.Add(issuer);
        }

        if (node.Member("issuers") is null)
        {
            node.Wrong("'issuers' is missing");
        }

        return (node.Required("version"), issuers);
    }

    private AssertionIssuer ReadIssuer(JsonPlace place)
    {
        var node = Node(
            place, "name", "kind", "issuer", "certificates", "subjects", "validity", "skewSeconds",
            "longestLifeMinutes", "lifeWithoutEndMinutes", "audience", "audiences", "confirmation", "recipients",
            "gateways", "authnContexts", "mostAuthnStatements", "requiredAttributes", "roles", "mostRoles", "purposes",
            "mostPurposes", "patient", "legacyAlgorithms", "revocationLists", "reuse", "vihf");
        var isVihf = node.Required("kind", text => text is Xua or Vihf, $"\"{Xua}\" or \"{Vihf}\"") == Vihf;
        if (!isVihf && node.Member("vihf") is { } stray)
        {
            node.Wrong(stray, "an issuer of kind \"xua\" has no VIHF rules");
        }

        return new AssertionIssuer
        {
            Name = node.Required("name"),
            Issuer = node.Required("issuer") is var issuer && issuer == Signer ? null : issuer,
            Certificates = Path.GetFullPath(Path.Combine(_folder, node.Required("certificates"))),
            Subjects = FileLists.Texts(
                    node, "subjects", text => DistinguishedName.TryParse(text) is not null,
                    "a subject such as CN=sts,O=Hospital,C=FR")
                ?.Select(DistinguishedName.TryParse).OfType<DistinguishedName>().ToList(),
            Vihf = isVihf ? VihfRulesReader.Read(node, _mistakes) : null,
            Validity = ReadValidity(node, isVihf),
            Audience = ReadAudience(node, isVihf),
            Confirmation = ReadConfirmation(node, isVihf),
            Content = ReadContent(node, isVihf),
            AllowsLegacyAlgorithms = node.Flag("legacyAlgorithms", false),
            Certificate = new PeerRules
            {
                WhenRevocationListIsMissing = One(
                    node, "revocationLists", RevocationFallback.Accept, ("required", RevocationFallback.Refuse),
                    ("optional", RevocationFallback.Accept)),
            },
            Reuse = One(
                node, "reuse", isVihf ? ReuseTreatment.Refuse : ReuseTreatment.Report,
                ("accept", ReuseTreatment.Accept), ("report", ReuseTreatment.Report),
                ("refuse", ReuseTreatment.Refuse)),
        };
    }

    private static ValidityRules ReadValidity(FileNode node, bool isVihf) => new()
    {
        IsRequired = One(node, "validity", !isVihf, ("required", true), ("optional", false)),
        Skew = TimeSpan.FromSeconds(
            node.Number("skewSeconds", 0, ValidityRules.MaxSkewSeconds, isVihf ? ValidityRules.MaxSkewSeconds : 60)),
        LongestLife = TimeSpan.FromMinutes(node.Number("longestLifeMinutes", 1, 10_080, 1440)),
        LifeWithoutEnd = TimeSpan.FromMinutes(node.Number("lifeWithoutEndMinutes", 1, 10_080, 60)),
    };

    private static AudienceRules ReadAudience(FileNode node, bool isVihf)
    {
        var requirement = One(
            node, "audience", isVihf ? AudienceRequirement.Forbidden : AudienceRequirement.Required,
            ("required", AudienceRequirement.Required), ("optional", AudienceRequirement.Optional),
            ("forbidden", AudienceRequirement.Forbidden));
        if (requirement != AudienceRequirement.Forbidden && node.Member("audiences") is null)
        {
            node.Wrong("'audiences' is missing: our names in AudienceRestriction, or \"any\"");
        }

        return new AudienceRules { Requirement = requirement, Names = FileLists.Texts(node, "audiences") };
    }

    private static ConfirmationRules ReadConfirmation(FileNode node, bool isVihf)
    {
        var words = FileLists.Texts(node, "confirmation")
            ?? (isVihf ? ["bearer", "holder-of-key", "none"] : ["bearer", "holder-of-key"]);
        string[] known = [.. Methods.Select(method => method.Word), "none"];
        if (words.Except(known).Any() || words.Count == 0)
        {
            node.Wrong(node.Member("confirmation")!, $"a list of these is expected: {string.Join(", ", known)}");
        }

        var gateways = FileLists.Texts(
            node, "gateways", text => text.Length == 64 && text.All(char.IsAsciiHexDigit),
            "the SHA-256 of a certificate in 64 hexadecimal digits") ?? [];
        if (words.Contains("sender-vouches") && gateways.Count == 0)
        {
            node.Wrong("sender-vouches needs 'gateways': the certificates of those who may vouch");
        }

        return new ConfirmationRules
        {
            Methods = [.. Methods.Where(method => words.Contains(method.Word)).Select(method => method.Method)],
            MayBeMissing = words.Contains("none"),
            Recipients = node.Member("recipients") is null ? [] : FileLists.Texts(node, "recipients"),
            Gateways = [.. gateways.Select(gateway => gateway.ToUpperInvariant())],
        };
    }

    private ContentRules ReadContent(FileNode node, bool isVihf) => new()
    {
        AuthnContexts = FileLists.Texts(node, "authnContexts"),
        RequiredAttributes = FileLists.Texts(node, "requiredAttributes") ?? [],
        Roles = ReadCodes(node, "roles"),
        Purposes = ReadCodes(node, "purposes"),
        MostAuthnStatements = node.Number("mostAuthnStatements", 1, 16, 1),
        MostRoles = node.Number("mostRoles", 0, 64, isVihf ? 2 : 16),
        MostPurposes = node.Number("mostPurposes", 0, 64, isVihf ? 1 : 16),
        Patient = One(
            node, "patient", PatientRule.Compare, ("required", PatientRule.Required),
            ("compare", PatientRule.Compare), ("ignore", PatientRule.Ignore)),
    };

    private List<AssertedCode>? ReadCodes(FileNode node, string name) => node.List(name)?.Select(item =>
    {
        var code = Node(item, "code", "system", "display");
        code.Optional("display");
        return new AssertedCode(
            code.Required("code"), code.Required("system", text => Oid.IsValid(text), "an OID"));
    }).ToList();

    /// <summary>One word of several; the default where there is none.</summary>
    private static T One<T>(FileNode node, string name, T otherwise, params (string Word, T Value)[] words)
    {
        var word = node.Optional(
            name, text => words.Any(one => one.Word == text),
            $"one of {string.Join(", ", words.Select(one => $"\"{one.Word}\""))}");
        return words.Where(one => one.Word == word).Select(one => one.Value).FirstOrDefault(otherwise);
    }

    private FileNode Node(JsonPlace place, params string[] known) => new(place, _mistakes, known);
}
