using XdsDmp.Hosting.Health;
using XdsDmp.Security.Trust;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// Whether the registry answers. Without it nothing can be submitted, yet documents are handed out: the repository is
/// degraded, not failing.
/// </summary>
internal sealed class RegistryProbe(Uri registry, HttpClient http) : IDisposable
{
    public const string Name = "registry";

    public static RegistryProbe Of(string registry, TlsPolicy tls) =>
        new(new Uri(registry), new HttpClient(MutualTlsHandler.Create(tls)));

    public void Dispose() => http.Dispose();

    /// <summary>Another product answers with some error, as its port is reached all the same.</summary>
    public async ValueTask<HealthFinding> CheckAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(
                new Uri(registry, "/health/ready"), HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable
                ? HealthFinding.Degraded(Name, $"{registry.Authority} is not ready")
                : HealthFinding.Ok(Name, $"{registry.Authority} answers");
        }
        catch (HttpRequestException unreachable)
        {
            return HealthFinding.Degraded(Name, $"{registry.Authority} is not reached: {unreachable.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return HealthFinding.Degraded(Name, $"{registry.Authority} does not answer in time");
        }
    }
}
