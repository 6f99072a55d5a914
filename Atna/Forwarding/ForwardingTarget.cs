using Microsoft.AspNetCore.WebUtilities;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Another audit repository that gets a copy (Audit Record Forwarder, ITI TF-1 §9), written as a URL:
/// <c>syslog-tls://host:6514?name=regional&amp;event=110113,ITI-43&amp;sender=CN=practice&amp;confirms=true</c>.
/// Without <c>event</c> and <c>sender</c> it gets everything that came as syslog.
/// </summary>
internal sealed record ForwardingTarget
{
    private const string Scheme = "syslog-tls";
    private const int DefaultPort = 6514;

    /// <summary>Under which its place in the chain is kept; host and port unless something else was given.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Codes of EventID or EventTypeCode, one of which a record must have; empty: any.</summary>
    public IReadOnlySet<string> Events { get; init; } = new HashSet<string>();

    /// <summary>
    /// AuditSourceIDs, subjects of certificates or IP addresses, one of which the sender must have; empty: any.
    /// </summary>
    public IReadOnlySet<string> Senders { get; init; } = new HashSet<string>();

    /// <summary>It tells how many messages it made durable, as this product does.</summary>
    public bool Confirms { get; init; }

    /// <exception cref="ConfigurationException">Says what is wrong with it.</exception>
    public static ForwardingTarget Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Scheme || url.Host.Length == 0)
        {
            throw Wrong(text, $"is not of the form {Scheme}://host:port");
        }

        var parameters = QueryHelpers.ParseQuery(url.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        if (parameters.Keys.FirstOrDefault(key => key is not ("name" or "event" or "sender" or "confirms")) is { } odd)
        {
            throw Wrong(text, $"has the parameter {odd}; there are name, event, sender, confirms");
        }

        var confirms = parameters.GetValueOrDefault("confirms", "false");
        var port = url.Port > 0 ? url.Port : DefaultPort;
        return new ForwardingTarget
        {
            Name = parameters.GetValueOrDefault("name", $"{url.Host}:{port}"),
            Host = url.Host,
            Port = port,
            Events = SetOf(parameters.GetValueOrDefault("event")),
            Senders = SetOf(parameters.GetValueOrDefault("sender"), separator: ';'),
            Confirms = bool.TryParse(confirms, out var value)
                ? value
                : throw Wrong(text, "has confirms neither true nor false"),
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

    /// <summary>A record that came in another way has no syslog message that could be passed on unchanged.</summary>
    public bool Wants(ReceivedMessage message)
    {
        var isSyslog = message.Transport.StartsWith("syslog", StringComparison.Ordinal)
            || message.Transport == Transports.Own;
        if (!isSyslog || message.Raw.Length == 0)
        {
            return false;
        }

        if (Events.Count == 0 && Senders.Count == 0)
        {
            return true;
        }

        var audit = ParsedMessage.Of(message).Audit;
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
