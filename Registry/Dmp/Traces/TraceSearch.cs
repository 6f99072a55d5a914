using System.Globalization;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;
using XdsDmp.Soap;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>Asks the audit repository, page by page, until there are enough lines.</summary>
/// <param name="client">Null: no audit repository is named.</param>
/// <param name="reader">Makes lines of events.</param>
/// <param name="sources">Names of the services whose events count (AuditSourceID).</param>
/// <param name="logger">Why there is no answer.</param>
internal sealed class TraceSearch(
    AuditEventClient? client, TraceReader reader, IReadOnlyList<string> sources, ILogger logger)
    : IDisposable
{
    private const int PageSize = 200;
    private const string RegistrySource = "-registry";
    private const string RepositorySource = "-repository";

    /// <summary>Events of which few become lines must not keep anybody waiting for ever.</summary>
    private const int MaxPages = 20;

    /// <summary>By the settings of a service.</summary>
    /// <param name="node">The registry.</param>
    /// <param name="passingOn">Names of systems that call on behalf of the users who have called them.</param>
    /// <exception cref="ConfigurationException">The URL is none.</exception>
    public static TraceSearch Of(SecureNode node, IEnumerable<string> passingOn)
    {
        var own = node.Audit.Node.SourceId;
        var repository = own.EndsWith(RegistrySource, StringComparison.Ordinal)
            ? own[..^RegistrySource.Length] + RepositorySource
            : own;
        return new TraceSearch(
            ClientOf(node), new TraceReader([node.Tls.Subject, .. passingOn]), [own, repository], node.Logger);
    }

    /// <param name="patients">All identifiers of one person.</param>
    /// <param name="userId">Whose acts only; null: everybody's.</param>
    /// <param name="from">Not before.</param>
    /// <param name="to">Not after.</param>
    /// <param name="view">A line as it is to be listed; null for one that is not wanted, or not for who asks.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    /// <exception cref="SoapFaultException">The audit repository does not answer.</exception>
    public async Task<FoundTraces> FindAsync(
        IReadOnlyList<PatientId> patients, string? userId, DateTimeOffset from, DateTimeOffset to,
        Func<TraceLine, TraceLine?> view, int limit, CancellationToken cancel)
    {
        var asked = Parameters(patients, userId, from, to);
        List<TraceLine> found = [];
        string? cursor = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await SearchAsync(asked, cursor, cancel);
            foreach (var line in page.Events.Select(reader.Read).OfType<TraceLine>())
            {
                if ((userId is not null && line.UserId != userId) || view(line) is not { } listed)
                {
                    continue;
                }

                if (found.Count == limit)
                {
                    return new FoundTraces(found, IsComplete: false);
                }

                found.Add(listed);
            }

            if ((cursor = page.Next) is null)
            {
                return new FoundTraces(found, IsComplete: true);
            }
        }

        return new FoundTraces(found, IsComplete: false);
    }

    public void Dispose() => client?.Dispose();

    private async Task<AuditEventPage> SearchAsync(
        IReadOnlyList<KeyValuePair<string, string>> asked, string? cursor, CancellationToken cancel)
    {
        try
        {
            return client is null
                ? throw SoapFaults.Receiver("no audit repository is named here: Dmp:AuditRepository")
                : await client.SearchAsync(asked, cursor, cancel);
        }
        catch (HttpRequestException silent)
        {
            logger.LogWarning("the audit repository does not answer: {Reason}", silent.Message);
            throw SoapFaults.Receiver("the audit repository does not answer; repeat this later");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw SoapFaults.Receiver("the audit repository takes too long; repeat this later");
        }
    }

    private static AuditEventClient? ClientOf(SecureNode node)
    {
        var (url, seconds) = (node.Dmp.AuditRepository, node.Dmp.AuditRepositoryTimeoutSeconds);
        if (string.IsNullOrEmpty(url))
        {
            return null;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? new AuditEventClient(uri, TimeSpan.FromSeconds(Math.Max(1, seconds)), node.Tls)
            : throw new ConfigurationException($"Dmp:AuditRepository: '{url}' is not an https URL");
    }

    private List<KeyValuePair<string, string>> Parameters(
        IReadOnlyList<PatientId> patients, string? userId, DateTimeOffset from, DateTimeOffset to)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("date", $"ge{Text(from)}"),
            new("date", $"le{Text(to)}"),
            new("patient.identifier", string.Join(',', patients.Select(
                patient => $"urn:oid:{patient.Authority}|{patient.Extension}"))),
            new("source.identifier", string.Join(',', sources)),
            new("_count", PageSize.ToString(CultureInfo.InvariantCulture)),
            new("_total", "none"),
        ];
        if (userId is not null)
        {
            parameters.Add(new("agent", userId.Replace(",", "\\,", StringComparison.Ordinal)));
        }

        return parameters;
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Lines, newest first.</summary>
/// <param name="Lines">As they are.</param>
/// <param name="IsComplete">There are no others of the time asked for.</param>
internal sealed record FoundTraces(IReadOnlyList<TraceLine> Lines, bool IsComplete);
