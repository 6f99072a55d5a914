using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Messages;
using XdsDmp.Soap;

namespace XdsDmp.Repository.Submissions;

/// <summary>What the registry said to an ITI-42, or that it could not be heard.</summary>
/// <param name="Response">
/// For the sender: the registry's own errors and warnings, unchanged, or XDSRegistryNotAvailable.
/// </param>
/// <param name="IsUncertain">The registry may have registered it all the same: only it can tell, later.</param>
internal sealed record RegistrationOutcome(RegistryResponse Response, bool IsUncertain)
{
    /// <summary>The user is refused, and the sender is told as the registry tells it; null for anything else.</summary>
    public FaultDescription? Refusal { get; private init; }

    public bool IsRegistered => Response.Status == ResponseStatus.Success;

    /// <summary>The registry has said no to the submission itself.</summary>
    public bool IsRefused => !IsRegistered && !IsUncertain && Refusal is null;

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
        catch (SoapFaultReceivedException refused) when (IsOfUser(refused.Fault, sender))
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

    /// <summary>
    /// The registry refuses the user, not this repository: a fault of the DMP, which has a bare name, or one of
    /// WS-Security about the assertion that we have passed on.
    /// </summary>
    private static bool IsOfUser(FaultDescription fault, OnBehalf sender) =>
        fault is { Code: FaultCode.Sender, Subcode: { } subcode } && !sender.Assertion.IsEmpty
        && (subcode.Namespace == WssNames.Security
            ? fault.Reason != SystemPermission.RefusalOf(TransactionId.Iti42.Number)
            : subcode is { Namespace: "" } && subcode.Name.StartsWith("DMP", StringComparison.Ordinal));

    private static RegistrationOutcome NotAvailable(string reason, bool isUncertain) => new(
        RegistryResponse.Of(
        [
            new RegistryError(RegistryErrorCode.XDSRegistryNotAvailable, new Explanation(
                "REP-registry", $"the registry did not answer: {reason}",
                Accepted: "the same message again, with its MessageID, when the registry is back")),
        ]),
        isUncertain);
}
