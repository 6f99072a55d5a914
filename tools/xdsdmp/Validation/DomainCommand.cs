using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Registry;

namespace XdsDmp.CommandLine.Validation;

/// <summary><c>domain check</c>: what an affinity domain's file says, and every mistake in it.</summary>
internal static class DomainCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The affinity domain, JSON" };

    public static Command Create()
    {
        Command check = new ExampleCommand(
            "check",
            "Check the file that the setting Registry:AffinityDomain is to name.",
            """
            Every mistake is told with its line and its place. Without any, what the file says is summed up. A start for
            a file of your own is Schemas/Domains/ihe-open.json, which restricts nothing.
            """,
            "xdsdmp domain check ./domain.json",
            "xdsdmp up --Registry:AffinityDomain=./domain.json --Registry:CodeValidation=Reject")
        {
            File,
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
        if (AffinityDomainFile.Read(file, out var mistakes) is { } domain)
        {
            Summary(domain).ForEach(line => Screen.Out.WriteLine(Screen.Printable(line)));
            return ExitCode.Done;
        }

        foreach (var mistake in mistakes)
        {
            Screen.Out.WriteLine(Screen.Printable($"{file}:{mistake.Line}: {mistake.Path}: {mistake.Problem}"));
        }

        Screen.Fail($"{mistakes.Count} {(mistakes.Count == 1 ? "mistake" : "mistakes")}; the registry would not start");
        return ExitCode.Refused;
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
