using XdsDmp.Hosting.Callers;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// Whether a message needs an assertion, and whether the one it has is good (ITI-40, ITI TF-2 §3.40). One that is there
/// must be good also where none is needed.
/// </summary>
/// <param name="options">What is required.</param>
/// <param name="verifier">Null: no issuer is known here, and none is believed.</param>
/// <param name="isOurselves">True for this node's own certificate.</param>
internal sealed class AssertionGate(
    SecurityOptions options, AssertionVerifier? verifier, Func<CallingSystem, bool> isOurselves)
{
    private static readonly string[] DoneByPeople =
    [
        "ITI-18", "ITI-41", "ITI-43", "ITI-51", "ITI-57", "ITI-62", "ITI-86", "ITI-92",
        .. DmpTransactions.All.Select(id => id.Number),
    ];

    private readonly IReadOnlyList<string> _transactions =
        options.AssertionFor.Count > 0 ? options.AssertionFor : DoneByPeople;

    public bool IsOff => options is { Vihf: Requirement.Off, Xua: Requirement.Off };

    private bool IsRequired => options.Vihf == Requirement.Required || options.Xua == Requirement.Required;

    /// <exception cref="UntrustedMessageException">It is missing, or not good.</exception>
    public void Check(SoapExchange exchange, SecuredEnvelope? envelope, TransactionId id)
    {
        exchange.ActsForItself = ActsForItself(exchange.Caller);
        if (IsOff)
        {
            return;
        }

        var isNeeded = IsRequired && _transactions.Contains(id.Number) && !exchange.ActsForItself;
        if (envelope?.Assertion is null)
        {
            if (isNeeded)
            {
                throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "there is no assertion");
            }

            return;
        }

        exchange.Assertion = Verify(exchange, envelope, id);
        if (exchange.Assertion.Vihf is null && (options.Xua == Requirement.Off
            || (isNeeded && options.Vihf == Requirement.Required)))
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, "the assertion is no VIHF");
        }

        exchange.AssertionElement = envelope.Assertion;
        exchange.AuditContext = AssertedUser.AddTo(exchange.AuditContext, exchange.Assertion);
    }

    private VerifiedAssertion Verify(SoapExchange exchange, SecuredEnvelope envelope, TransactionId id)
    {
        if (verifier is null)
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, "no issuer of assertions is known here");
        }

        return verifier.Verify(new AssertionContext
        {
            Assertion = envelope.Assertion!,
            Ids = envelope.Ids,
            TlsClient = exchange.Caller.Certificate,
            MessageSigner = exchange.Signature?.Signer,
            IsCoveredBySigner = exchange.Signature?.CoversAssertion == true,
            Endpoint = exchange.AuditContext.ServerEndpoint,
            Transaction = id.Number,
            IsForwarded = exchange.ActsForItself,
        });
    }

    private bool ActsForItself(CallingSystem caller) =>
        isOurselves(caller) || (caller.System is { } system && options.WithoutAssertion.Contains(system.Name));
}
