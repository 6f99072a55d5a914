using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// That the sender may use the assertion (SAML 2.0 Core §2.4.1.1, WSS SAML Token Profile 1.1 §3.5). Of several
/// confirmations one is enough. InResponseTo is for whoever asked for the assertion, which is never us.
/// </summary>
internal static class ConfirmationCheck
{
    public static void Check(AssertionCase it)
    {
        var confirmations = it.Content.Confirmations;
        if (confirmations.Count == 0)
        {
            if (!it.Rules.Confirmation.MayBeMissing)
            {
                throw AssertionCase.Invalid("the subject has no confirmation");
            }

            RequireConnection(it);
            return;
        }

        var reasons = new List<string>();
        foreach (var confirmation in confirmations)
        {
            if (WhyNot(it, confirmation) is { } reason)
            {
                reasons.Add($"{Quoted.Of(confirmation.Method)}: {reason}");
                continue;
            }

            it.Confirmation = confirmation.Method;
            it.EndsBy(confirmation.NotOnOrAfter ?? DateTimeOffset.MaxValue);
            return;
        }

        throw AssertionCase.NotAllowed($"no confirmation holds: {string.Join("; ", reasons)}");
    }

    private static string? WhyNot(AssertionCase it, SubjectConfirmation confirmation) =>
        !it.Rules.Confirmation.Methods.Contains(confirmation.Method) ? "not accepted from this issuer"
        : confirmation.NotBefore is { } start && it.IsBefore(start) ? "not yet valid"
        : confirmation.NotOnOrAfter is { } end && it.HasPassed(end) ? "expired"
        : !IsForUs(it, confirmation) ? "for another recipient"
        : confirmation.Method switch
        {
            SamlNames.Bearer => it.Context.TlsClient is null ? "not over mutual TLS" : null,
            SamlNames.HolderOfKey => WhyNotHolder(it.Context, confirmation),
            SamlNames.SenderVouches => WhyNotVouched(it),
            _ => "not known",
        };

    private static bool IsForUs(AssertionCase it, SubjectConfirmation confirmation) =>
        confirmation.Recipient is not { } recipient
        || it.Rules.Confirmation.Recipients is not { } recipients
        || recipient == it.Context.Endpoint || recipients.Contains(recipient);

    private static string? WhyNotHolder(AssertionContext context, SubjectConfirmation confirmation)
    {
        if (confirmation.Keys.Count == 0)
        {
            return "it names no key";
        }

        X509Certificate2?[] shown = [context.TlsClient, context.MessageSigner];
        return confirmation.Keys.Any(key => shown.OfType<X509Certificate2>().Any(one => SubjectKey.Is(key, one)))
            ? null
            : "neither the TLS client nor the signer of the message holds the key";
    }

    private static string? WhyNotVouched(AssertionCase it) =>
        it.Context.MessageSigner is not { } signer ? "the message is not signed"
        : !it.Context.IsCoveredBySigner ? "the signature of the message does not cover the assertion"
        : it.Rules.Confirmation.Gateways.Contains(Thumbprints.OfCertificate(signer)) ? null
        : "the signer of the message may not vouch for users";

    private static void RequireConnection(AssertionCase it)
    {
        if (it.Context.TlsClient is null)
        {
            throw AssertionCase.NotAllowed("the assertion was not sent over mutual TLS");
        }
    }
}
