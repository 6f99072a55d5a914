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
    /// <summary>The DMP's own refusal, which goes to the sender as it is; null for anything else.</summary>
    public FaultDescription? Refusal { get; private init; }

    public bool IsRegistered => Response.Status == ResponseStatus.Success;

    /// <summary>
    /// Once sent, the request is not taken back: a caller who hangs up now must find the whole submission or nothing of
    /// it, so its cancellation does not reach the registry.
    /// </summary>
    public static async Task<RegistrationOutcome> AskAsync(
        RegistryClient registry, RegistryObjectList objects, OnBehalf sender, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return new RegistrationOutcome(
                await registry.RegisterAsync(objects, sender, CancellationToken.None), IsUncertain: false);
        }
        catch (SoapTransportException unheard)
        {
            return NotAvailable(unheard.Message, unheard.RequestMayHaveBeenReceived);
        }
        catch (SoapFaultReceivedException refused) when (IsOfDmp(refused.Fault))
        {
            return new RegistrationOutcome(
                RegistryResponse.Of([new RegistryError(RegistryErrorCode.XDSRegistryError, Denied)]),
                IsUncertain: false)
            {
                Refusal = refused.Fault with { Language = (sender.Language ?? Language.English).Tag() },
            };
        }
        catch (SoapFaultReceivedException fault)
        {
            return NotAvailable(fault.Message, isUncertain: true);
        }
    }

    private static Explanation Denied => new("REP-denied", "the registry has refused the user");

    /// <summary>Faults of the DMP have bare names; those of SOAP and WS-Security have a namespace.</summary>
    private static bool IsOfDmp(FaultDescription fault) =>
        fault is { Code: FaultCode.Sender, Subcode: { Namespace: "", Name: var name } }
        && name.StartsWith("DMP", StringComparison.Ordinal);

    private static RegistrationOutcome NotAvailable(string reason, bool isUncertain) => new(
        RegistryResponse.Of(
        [
            new RegistryError(RegistryErrorCode.XDSRegistryNotAvailable, new Explanation(
                "REP-registry", $"the registry did not answer: {reason}",
                Accepted: "the same message again, with its MessageID, when the registry is back")),
        ]),
        isUncertain);
}
