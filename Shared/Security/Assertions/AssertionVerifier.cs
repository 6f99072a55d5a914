using System.Formats.Asn1;
using System.Security.Cryptography;
using XdsDmp.Security.Assertions.Checks;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// X-Service Provider of ITI-40 (ITI TF-2 §3.40.4.1.3): the only maker of a <see cref="VerifiedAssertion"/>. What is
/// verified are the nodes that are read, and what is found out holds for this message alone.
/// </summary>
public sealed class AssertionVerifier
{
    private readonly Func<AssertionIssuers> _issuers;
    private readonly TimeProvider _clock;
    private readonly AssertionMemory _memory;
    private readonly (string Name, Action<AssertionCase> Check)[] _checks;

    public AssertionVerifier(AssertionIssuerFile issuers, TimeProvider clock)
        : this(() => issuers.Current, clock, new AssertionMemory())
    {
    }

    internal AssertionVerifier(Func<AssertionIssuers> issuers, TimeProvider clock, AssertionMemory memory)
    {
        _issuers = issuers;
        _clock = clock;
        _memory = memory;

        // Form and issuer first: what all others build on. Reuse last: nothing is remembered of what was refused.
        _checks =
        [
            ("form", FormCheck.Check),
            ("issuer", it => IssuerCheck.Check(it, _issuers())),
            ("signature", it => SignatureCheck.Check(it, _memory)),
            ("subject of the certificate", IssuerCheck.CheckSubject),
            ("validity", ValidityCheck.Check),
            ("audience", AudienceCheck.Check),
            ("confirmation", ConfirmationCheck.Check),
            ("authentication", AuthenticationCheck.Check),
            ("content", ContentCheck.Check),
            ("vihf", VihfVerifier.Check),
            ("reuse", it => ReuseCheck.Check(it, _memory)),
        ];
    }

    /// <exception cref="UntrustedMessageException">
    /// It is not accepted; the reason is for log and audit trail.
    /// </exception>
    public VerifiedAssertion Verify(AssertionContext context)
    {
        var it = new AssertionCase(context, _clock.GetUtcNow());
        foreach (var (_, check) in _checks)
        {
            Run(check, it);
        }

        return new VerifiedAssertion(it);
    }

    /// <summary>Everything that would be refused, as far as it can be told apart; for tools.</summary>
    public IReadOnlyList<AssertionFinding> Explain(AssertionContext context)
    {
        var it = new AssertionCase(context, _clock.GetUtcNow());
        var findings = new List<AssertionFinding>();
        foreach (var (name, check) in _checks)
        {
            try
            {
                if (name != "reuse" || findings.TrueForAll(finding => finding.Refusal is null))
                {
                    Run(check, it);
                    findings.Add(new AssertionFinding(name, null));
                }
            }
            catch (UntrustedMessageException refused)
            {
                findings.Add(new AssertionFinding(name, refused));
                if (name is "form" || (name is "issuer" && !it.HasIssuer))
                {
                    break;
                }
            }
        }

        return findings;
    }

    /// <summary>Keys and certificates are decoded only when looked at, and strangers wrote them.</summary>
    private static void Run(Action<AssertionCase> check, AssertionCase it)
    {
        try
        {
            check(it);
        }
        catch (Exception undecodable) when (undecodable is CryptographicException or AsnContentException)
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedCheck, $"something in the assertion cannot be decoded: {undecodable.Message}",
                undecodable);
        }
    }
}

/// <summary>What one check says of an assertion.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Refusal">Null when it has nothing against the assertion.</param>
public sealed record AssertionFinding(string Check, UntrustedMessageException? Refusal);
