using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;

namespace XdsDmp.Repository.Submissions;

/// <summary>What the registry said to an ITI-42, or that it could not be heard.</summary>
/// <param name="Response">
/// For the sender: the registry's own errors and warnings, unchanged, or XDSRegistryNotAvailable.
/// </param>
/// <param name="IsUncertain">The registry may have registered it all the same: only it can tell, later.</param>
internal sealed record RegistrationOutcome(RegistryResponse Response, bool IsUncertain)
{
    public bool IsRegistered => Response.Status == ResponseStatus.Success;

    /// <summary>
    /// Once sent, the request is not taken back: a caller who hangs up now must find the whole submission or nothing of
    /// it, so its cancellation does not reach the registry.
    /// </summary>
    public static async Task<RegistrationOutcome> AskAsync(
        RegistryClient registry, RegistryObjectList objects, ReadOnlyMemory<byte> assertion, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return new RegistrationOutcome(
                await registry.RegisterAsync(objects, assertion, CancellationToken.None), IsUncertain: false);
        }
        catch (SoapTransportException unheard)
        {
            return NotAvailable(unheard.Message, unheard.RequestMayHaveBeenReceived);
        }
        catch (SoapFaultReceivedException fault)
        {
            return NotAvailable(fault.Message, isUncertain: true);
        }
    }

    private static RegistrationOutcome NotAvailable(string reason, bool isUncertain) => new(
        RegistryResponse.Of(
        [
            new RegistryError(RegistryErrorCode.XDSRegistryNotAvailable, new Explanation(
                "REP-registry", $"the registry did not answer: {reason}",
                Accepted: "the same message again, with its MessageID, when the registry is back")),
        ]),
        isUncertain);
}
