using Microsoft.AspNetCore.WebUtilities;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Another audit repository that gets a copy (Audit Record Forwarder, ITI TF-1 §9), written as a URL:
/// <c>syslog-tls://host:6514?name=regional&amp;event=110113,ITI-43&amp;sender=CN=practice&amp;confirms=true</c> or
/// <c>fhir+https://host/fhir?name=national&amp;event=ITI-43</c>. Without <c>event</c> and <c>sender</c> it gets
/// everything that can travel its way.
/// </summary>
internal sealed record ForwardingTarget
{
    private const string Syslog = "syslog-tls";
    private const string Fhir = "fhir+https";
    private const int SyslogPort = 6514;
    private static readonly string[] Parameters = ["name", "event", "sender"];
    private static readonly string[] SyslogParameters = [.. Parameters, "confirms", "max-bytes"];

    /// <summary>Under which its place in the chain is kept; host and port unless something else was given.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Base URL of its FHIR feed; null when it takes syslog.</summary>
    public Uri? Url { get; init; }

    /// <summary>Codes of EventID or EventTypeCode, one of which a record must have; empty: any.</summary>
    public IReadOnlySet<string> Events { get; init; } = new HashSet<string>();

    /// <summary>
    /// AuditSourceIDs, subjects of certificates or IP addresses, one of which the sender must have; empty: any.
    /// </summary>
    public IReadOnlySet<string> Senders { get; init; } = new HashSet<string>();

    /// <summary>It tells how many syslog messages it made durable, as this product does.</summary>
    public bool Confirms { get; init; }

    /// <summary>Octets of the longest syslog message that it takes.</summary>
    public int MaxBytes { get; init; } = int.MaxValue;

    /// <exception cref="ConfigurationException">Says what is wrong with it.</exception>
    public static ForwardingTarget Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not (Syslog or Fhir)
            || url.Host.Length == 0)
        {
            throw Wrong(text, $"is not of the form {Syslog}://host:port or {Fhir}://host/path");
        }

        var (isFhir, known) = url.Scheme == Fhir ? (true, Parameters) : (false, SyslogParameters);
        var parameters = QueryHelpers.ParseQuery(url.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        if (parameters.Keys.FirstOrDefault(key => !known.Contains(key)) is { } odd)
        {
            throw Wrong(text, $"has the parameter {odd}; there are {string.Join(", ", known)}");
        }

        var confirms = parameters.GetValueOrDefault("confirms", "false");
        var maxBytes = parameters.GetValueOrDefault("max-bytes", $"{int.MaxValue}");
        var feed = isFhir ? new Uri($"https{url.GetLeftPart(UriPartial.Path)[Fhir.Length..]}") : null;
        var port = feed?.Port ?? (url.Port > 0 ? url.Port : SyslogPort);
        return new ForwardingTarget
        {
            Name = parameters.GetValueOrDefault("name", $"{url.Host}:{port}"),
            Host = url.Host,
            Port = port,
            Url = feed,
            Events = SetOf(parameters.GetValueOrDefault("event")),
            Senders = SetOf(parameters.GetValueOrDefault("sender"), separator: ';'),
            Confirms = bool.TryParse(confirms, out var value)
                ? value
                : throw Wrong(text, "has confirms neither true nor false"),
            MaxBytes = int.TryParse(maxBytes, out var bytes) && bytes > 0
                ? bytes
                : throw Wrong(text, "has max-bytes that is no number of octets"),
        };
    }

    /// <exception cref="ConfigurationException">Two targets would share one place in the chain.</exception>
    public static void CheckNames(IReadOnlyList<ForwardingTarget> targets)
    {
        if (targets.GroupBy(target => target.Name).FirstOrDefault(same => same.Count() > 1) is { } same)
        {
            throw new ConfigurationException($"Atna:ForwardTo has two targets named {same.Key}: give them names");
        }
    }

    /// <summary>Its rule names this record.</summary>
    public bool Wants(AuditRecord record)
    {
        var (audit, message) = (record.Audit, record.Message);
        var codes = audit.Event.TypeCodes.Append(audit.Event.Id).Select(code => code?.Code).OfType<string>();
        return (Events.Count == 0 || codes.Any(Events.Contains))
            && (Senders.Count == 0 || new[] { audit.SourceId, message.PeerCertificate, message.Peer }
                .OfType<string>().Any(Senders.Contains));
    }

    private static HashSet<string> SetOf(string? list, char separator = ',') => new(
        list?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        StringComparer.OrdinalIgnoreCase);

    private static ConfigurationException Wrong(string text, string what) => new($"Atna:ForwardTo: '{text}' {what}");
}
