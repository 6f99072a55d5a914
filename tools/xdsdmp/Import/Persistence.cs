using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Days of copying meet restarts and busy hours: what got no answer is asked again, a few times, later and later.
/// Everything an import sends may be sent again.
/// </summary>
internal static class Persistence
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 5, 20 }.Select(it => TimeSpan.FromSeconds(it))];

    public static async Task<T> TryAsync<T>(
        Func<Task<T>> ask, Func<T, RegistryResponse> responseOf, CancellationToken cancel)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                var answer = await ask();
                if (!IsBusy(responseOf(answer)))
                {
                    return answer;
                }
            }
            catch (SoapTransportException)
            {
                // Told if it is the last one.
            }

            await Task.Delay(pause, TimeProvider.System, cancel);
        }

        return await ask();
    }

    private static bool IsBusy(RegistryResponse response) =>
        response.Status == ResponseStatus.Failure
        && response.Errors.Any(error => error.Is(RegistryErrorCode.XDSRegistryBusy)
            || error.Is(RegistryErrorCode.XDSRepositoryBusy)
            || error.Is(RegistryErrorCode.XDSRegistryNotAvailable));
}
