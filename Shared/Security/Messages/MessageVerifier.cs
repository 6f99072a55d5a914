using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// Verifies the WS-Security signature of a message (WSS SOAP Message Security 1.1 §8.4). What must be signed is looked
/// up at its place in the envelope, and must be the very element that the signature's reference leads to.
/// </summary>
public sealed class MessageVerifier(SignerTrust trust, MessageRules rules, XmlNames documentElement)
{
    private const int MaxSignatures = 3;

    /// <summary>Null for a message that is not signed; its Timestamp must be good all the same.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="now">When it came.</param>
    /// <exception cref="UntrustedMessageException">Names what is wrong, for log and audit trail.</exception>
    public VerifiedMessage? Verify(SecuredEnvelope envelope, DateTimeOffset now)
    {
        // 1 time  2 every signature: algorithms, signer, value, digests  3 one of them covers all that must be signed
        var timestamp = ReadTimestamp(envelope, now);
        var elements = envelope.Signatures.ToList();
        if (elements.Count == 0)
        {
            return null;
        }

        if (elements.Count > MaxSignatures)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"{elements.Count} signatures; accepted: {MaxSignatures}");
        }

        var signatures = elements.ConvertAll(element => Verify(envelope, element));
        var required = RequiredParts(envelope, timestamp is null);
        var main = signatures.Find(one => required.All(one.Parts.Contains)) ?? throw NotCovered(signatures, required);
        return new VerifiedMessage
        {
            Signer = main.Signer,
            Timestamp = timestamp!,
            SignatureValues = [.. signatures.Select(one => one.Value)],
            CoversAssertion = envelope.Assertion is not null && main.Parts.Contains(envelope.Assertion),
            Pending = [.. signatures.SelectMany(one => one.Pending)],
        };
    }

    private MessageTimestamp? ReadTimestamp(SecuredEnvelope envelope, DateTimeOffset now)
    {
        var timestamps = envelope.Timestamps.ToList();
        return timestamps.Count > 1
            ? throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "there are two Timestamps")
            : timestamps.Select(element => MessageTimestamp.Read(element, rules, now)).FirstOrDefault();
    }

    private Verified Verify(SecuredEnvelope envelope, ElementNode element)
    {
        var signature = SignatureReader.Read(element, rules.Algorithms);
        var tokens = new SignerTokens(envelope, trust);
        var certificates = tokens.Find(signature.KeyInfo);
        trust.Require(certificates[0], certificates.Skip(1));
        SignatureVerifier.CheckValue(signature, certificates[0]);

        var pending = new List<PendingBody>();
        var parts = new HashSet<ElementNode>();
        foreach (var reference in signature.References)
        {
            var target = TargetOf(reference, signature, envelope, tokens);
            if (!parts.Add(target) && target == envelope.Body)
            {
                // Each would cost as much as the Body is long, and say the same.
                throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "a signature names the Body twice");
            }

            if (CheckDigest(reference, target, envelope) is { } body)
            {
                pending.Add(body);
            }
        }

        return new Verified(certificates[0], signature.Value, parts, pending);
    }

    /// <summary>The one element at one of the places that a message may sign.</summary>
    private static ElementNode TargetOf(
        XmlReference reference, XmlSignature signature, SecuredEnvelope envelope, SignerTokens tokens)
    {
        if (reference.IsEnveloped || reference.Canonical is null)
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedAlgorithm,
                "a reference of the message names no canonical form, or is enveloped");
        }

        var target = reference.Fragment is { } id ? envelope.Ids.Find(id) : null;
        if (target is null)
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedCheck,
                $"the reference {Quoted.Of(reference.Uri)} leads to no element of the message");
        }

        if (reference.IsTokenReference)
        {
            return target.Is(WssNames.Security, "SecurityTokenReference")
                && (target.Parent == envelope.Security || target.Parent == signature.KeyInfo)
                ? tokens.Dereference(target)
                : throw Misplaced(reference);
        }

        var isPlace = target == envelope.Body || envelope.IsHeader(target) || target.Parent == envelope.Security
            || (target.Parent == signature.KeyInfo && target.Is(WssNames.Security, "SecurityTokenReference"));
        return isPlace && target != signature.Element && target != envelope.Security ? target
            : throw Misplaced(reference);
    }

    private static UntrustedMessageException Misplaced(XmlReference reference) => new(
        SecurityFault.FailedCheck,
        $"the reference {Quoted.Of(reference.Uri)} leads to a place where no part of a message stands");

    private PendingBody? CheckDigest(XmlReference reference, ElementNode target, SecuredEnvelope envelope)
    {
        if (target == envelope.Body)
        {
            var pieces = CanonicalPieces.Of(target, reference.Canonical!, documentElement);
            if (pieces.HasDocuments)
            {
                return new PendingBody(pieces, reference);
            }
        }

        SignatureVerifier.CheckDigest(reference, target);
        return null;
    }

    /// <summary>Every element that must be signed: those of the list that the message has, at their places.</summary>
    private List<ElementNode> RequiredParts(SecuredEnvelope envelope, bool isTimestampMissing)
    {
        if (isTimestampMissing)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "a signed message needs a Timestamp");
        }

        var required = envelope.Timestamps.ToList();
        foreach (var part in rules.SignedParts)
        {
            required.AddRange(part switch
            {
                "Body" => [envelope.Body],
                "Assertion" => envelope.Assertion is { } assertion ? [assertion] : Array.Empty<ElementNode>(),
                _ => envelope.Headers.Where(header => header.Is(WssNames.Addressing, part)),
            });
        }

        // Answers confirm what was asked by a header that anybody could add if it needed no signature.
        required.AddRange(envelope.Confirmations);
        return required;
    }

    private static UntrustedMessageException NotCovered(List<Verified> signatures, List<ElementNode> required)
    {
        var missing = required.Where(part => !signatures[0].Parts.Contains(part)).Select(part => part.LocalName);
        return new UntrustedMessageException(
            SecurityFault.InvalidSecurity, $"not signed, or not by one signature: {string.Join(", ", missing)}");
    }

    private sealed record Verified(
        X509Certificate2 Signer, byte[] Value, HashSet<ElementNode> Parts, IReadOnlyList<PendingBody> Pending);
}
