using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Trust;

namespace XdsDmp.CommandLine.Validation;

/// <summary>
/// <c>domain check</c>: what an affinity domain's file or a systems file says, and every mistake in it.
/// </summary>
internal static class DomainCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The affinity domain, or the systems file, JSON",
    };

    private static readonly Option<string?> Certificate = new("--certificate")
    {
        Description = "Which system of the systems file is this, and what may it do",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        Command check = new ExampleCommand(
            "check",
            "Check a file that the setting Registry:AffinityDomain or Security:Systems is to name.",
            """
            Every mistake is told with its line and its place. Without any, what the file says is summed up. A start for
            a file of your own is Schemas/Domains/ihe-open.json, which restricts nothing. A systems file, known by its
            key "systems", is explained: who may do what. 'xdsdmp up' writes one into its data folder.
            """,
            "xdsdmp domain check ./domain.json",
            "xdsdmp domain check ./data/systems.json",
            "xdsdmp domain check ./data/systems.json --certificate practice.pem",
            "xdsdmp up --Registry:AffinityDomain=./domain.json --Registry:CodeValidation=Reject")
        {
            File, Certificate,
        };
        check.Run(Check);
        return new Command("domain", "Codes, identifier domains, repositories and strictness of an affinity domain.")
        {
            check,
        };
    }

    private static int Check(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(File);
        if (Content(file) is { } content && SystemsReader.IsSystemsFile(content))
        {
            return SystemsCheck.Run(file, content, parsed.GetValue(Certificate));
        }

        if (parsed.GetValue(Certificate) is not null)
        {
            throw CommandException.Usage($"{file} is no systems file: --certificate has no meaning for it");
        }

        if (AffinityDomainFile.Read(file, out var mistakes) is { } domain)
        {
            Summary(domain).ForEach(line => Screen.Out.WriteLine(Screen.Printable(line)));
            return ExitCode.Done;
        }

        WriteMistakes(file, mistakes);
        Screen.Fail($"{Count(mistakes)}; the registry would not start");
        return ExitCode.Refused;
    }

    internal static string Count(IReadOnlyList<FileMistake> mistakes) => Count(mistakes, "mistake");

    internal static void WriteMistakes(string file, IReadOnlyList<FileMistake> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            Screen.Out.WriteLine(Screen.Printable($"{file}:{mistake.Line}: {mistake.Path}: {mistake.Problem}"));
        }
    }

    /// <summary>Null: who reads an affinity domain says what is wrong with the file.</summary>
    private static byte[]? Content(string file)
    {
        try
        {
            return SystemRegister.ReadFile(file);
        }
        catch (TrustException)
        {
            return null;
        }
    }

    /// <summary>What the file says, in lines for a person.</summary>
    internal static List<string> Summary(AffinityDomain domain) =>
    [
        $"affinity domain, version {domain.Version}",
        .. CodedAttribute.All.Select(attribute =>
            $"  {attribute}: {(domain.Codes.TryGetValue(attribute, out var set) ? Count(set.Codes, "code") : "any")}"),
        $"  mimeTypes: {(domain.MimeTypes is { } types ? string.Join(", ", types.Order()) : "any")}",
        .. Lines("assigning authorities", domain.AssigningAuthorities, a => Joined(a.Oid, a.Namespace, a.Name)),
        .. Lines("repositories", domain.Repositories, r => Joined(r.UniqueId, r.Subject, r.Fingerprint)),
        .. Lines("senders with relaxed rules", domain.Senders, s => Joined(
            s.SourceId, s.Fingerprint,
            string.Join(", ", s.Rules.OrderBy(r => r.Key).Select(r => $"{r.Key} {r.Value}".ToLowerInvariant())))),
    ];

    private static IEnumerable<string> Lines<T>(string name, IReadOnlyList<T>? items, Func<T, string> text) =>
        items is null ? [$"  {name}: any"] : [$"  {name}: {items.Count}", .. items.Select(it => $"    {text(it)}")];

    private static string Count<T>(IReadOnlyList<T> items, string what) =>
        $"{items.Count} {what}{(items.Count == 1 ? "" : "s")}";

    private static string Joined(params string?[] parts) => string.Join("  ", parts.OfType<string>());
}
