using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Vihf;

/// <summary>What an assertion says, and everything for which it would be refused.</summary>
internal static class AssertionExplanation
{
    private const long MaxBytes = 10 * 1024 * 1024;

    public static int Write(string file, ExplanationOrder order)
    {
        if (new FileInfo(file).Length > MaxBytes)
        {
            throw CommandException.Usage($"{file} is larger than {MaxBytes} octets");
        }

        try
        {
            var document = NodeTree.Read(File.ReadAllBytes(file));
            var assertion = AssertionIn(document.Root)
                ?? throw CommandException.Failed(
                    $"{file} holds no assertion", "It takes an assertion, or a SOAP message with one.");
            var findings = Findings(document, assertion, order);
            foreach (var line in Lines(AssertionReader.Read(assertion)).Concat(findings.Select(Line)))
            {
                Screen.Out.WriteLine(Screen.Printable(line));
            }

            return findings.All(finding => finding.Refusal is null) ? ExitCode.Done : ExitCode.Refused;
        }
        catch (UntrustedMessageException unreadable)
        {
            throw CommandException.Failed($"{file}: {unreadable.Message} (wsse:{unreadable.Kind})", cause: unreadable);
        }
    }

    private static IReadOnlyList<AssertionFinding> Findings(
        NodeTree document, ElementNode assertion, ExplanationOrder order)
    {
        var issuers = new AssertionIssuerFile(order.Issuers, TimeProvider.System, alarm => Screen.Warn(alarm.Text));
        return new AssertionVerifier(issuers, TimeProvider.System).Explain(new AssertionContext
        {
            Assertion = assertion,
            Ids = new ElementIds(document),
            TlsClient = order.Client,
            Endpoint = order.Endpoint,
        });
    }

    /// <summary>The file's only content, or Envelope/Header/Security/Assertion.</summary>
    private static ElementNode? AssertionIn(ElementNode root) => root.LocalName == "Assertion"
        ? root
        : root.Elements.Where(element => element.LocalName == "Header").SelectMany(header => header.Elements)
            .Where(element => element.LocalName == "Security").Select(SecurityHeaderTokens.Assertion)
            .FirstOrDefault(assertion => assertion is not null);

    private static IEnumerable<string> Lines(AssertionContent content)
    {
        yield return $"assertion {content.Id}, issued {content.IssueInstant:u}";
        yield return $"  issuer: {content.Issuer.Value}";
        yield return $"  user: {content.NameId?.Value ?? "(nobody)"}";
        yield return $"  valid: {Time(content.Conditions?.NotBefore)} to {Time(content.Conditions?.NotOnOrAfter)}";
        foreach (var audiences in content.Conditions?.AudienceRestrictions ?? [])
        {
            yield return $"  audience: {string.Join(", or ", audiences)}";
        }

        foreach (var confirmation in content.Confirmations)
        {
            yield return $"  confirmation: {confirmation.Method}";
        }

        foreach (var authentication in content.Authentications)
        {
            yield return $"  login: {authentication.Instant:u}, {authentication.Context ?? "declared in place"}";
        }

        foreach (var attribute in content.Attributes)
        {
            yield return $"  {attribute.Name}: {string.Join(" | ", attribute.Values.Select(ValueOf))}";
        }

        yield return "checks";
    }

    private static string Line(AssertionFinding finding) => finding.Refusal is { } refusal
        ? $"  {finding.Check}: REFUSED (wsse:{refusal.Kind}{(refusal.Subcode is { } code ? $", {code}" : "")}): "
            + refusal.Message
        : $"  {finding.Check}: good";

    private static string ValueOf(AssertedValue value) =>
        value.Code is { } code ? $"{code} {code.DisplayName}".TrimEnd() : value.InstanceId ?? value.Text;

    private static string Time(DateTimeOffset? time) => time is { } known ? $"{known:u}" : "(not said)";
}
