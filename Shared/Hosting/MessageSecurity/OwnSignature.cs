using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Soap.Envelopes;
using XdsDmp.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>Signs what one end sends and verifies what it is answered; carries assertions, signed or not.</summary>
public sealed class OwnSignature
{
    /// <summary>The element whose attachment a signature covers as base64 text: that of ITI-41 and ITI-43.</summary>
    internal static readonly XmlNames Document = new("", "Document", "urn:ihe:iti:xds-b:2007");

    private readonly MessageSigner _signer;
    private readonly MessageVerifier _verifier;
    private readonly XmlLimits _limits;
    private readonly TimeProvider _clock;

    internal OwnSignature(MessageSigner signer, MessageVerifier verifier, XmlLimits limits, TimeProvider clock)
    {
        _signer = signer;
        _verifier = verifier;
        _limits = limits;
        _clock = clock;
    }

    /// <summary>For a client that is no service.</summary>
    /// <param name="certificate">With its private key.</param>
    /// <param name="trust">Whose signatures of answers count.</param>
    /// <param name="limits">What an answer may cost.</param>
    /// <param name="clock">The time of Timestamps.</param>
    public static OwnSignature Of(
        Func<X509Certificate2> certificate, TrustStore trust, XmlLimits limits, TimeProvider clock)
    {
        var rules = new MessageRules();
        return new OwnSignature(
            new MessageSigner(certificate, rules.MaxLife / 2, clock, Document),
            new MessageVerifier(new SignerTrust(trust, new PeerRules(), clock), rules, Document), limits, clock);
    }

    /// <summary>Questions are signed, and so must be their answers.</summary>
    public ClientSecurity Signing => new((message, cancel) => SignAsync(message, [], cancel), CheckAnswerAsync);

    /// <summary>Questions carry their assertion, if they have one, and are not signed.</summary>
    public static ClientSecurity Carrying { get; } = new(
        (message, _) => Task.FromResult(message.Assertion.IsEmpty
            ? message
            : message with { SecurityHeader = SecurityHeaderDraft.Carrying(message.Assertion) }),
        (_, _, _, _) => Task.CompletedTask);

    /// <summary>The message with a signature over everything that matters in it.</summary>
    /// <param name="message">Complete.</param>
    /// <param name="confirmed">Signature values of the question, in its answer.</param>
    /// <param name="cancel">Nobody waits for it any more.</param>
    public async Task<OutgoingMessage> SignAsync(
        OutgoingMessage message, IReadOnlyList<byte[]> confirmed, CancellationToken cancel)
    {
        var draft = _signer.Draft(confirmed, message.Assertion);
        var unsigned = message with { BearsIds = true, SecurityHeader = draft.Header() };
        var (header, value) = message.Attachments.Count > 0
            ? await _signer.SignAsync(draft, SoapWriter.EnvelopeOf(unsigned), message.OpenText, cancel)
            : Sign(draft, unsigned);
        return unsigned with { SecurityHeader = header, SignatureValue = value };
    }

    private (byte[] Header, byte[] Value) Sign(SecurityHeaderDraft draft, OutgoingMessage unsigned)
    {
        var emptied = SoapWriter.EnvelopeOf(unsigned with { Body = default, BodyContinued = [] });
        using var body = new PooledBuffer(long.MaxValue);
        SoapWriter.WriteBody(unsigned, body);
        return _signer.Sign(draft, emptied, body.Written.Span);
    }

    private async Task CheckAnswerAsync(
        OutgoingMessage question, SoapMessage answer, IAttachmentSink? sink, CancellationToken cancel)
    {
        try
        {
            var envelope = SecuredEnvelope.Read(answer.Envelope, _limits);
            var verified = _verifier.Verify(envelope, _clock.GetUtcNow())
                ?? throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "the answer is not signed");
            CheckConfirmations(envelope, question);
            foreach (var pending in verified.Pending)
            {
                await pending.CompleteAsync(href => answer.OpenText(href, sink), cancel);
            }
        }
        catch (UntrustedMessageException untrusted)
        {
            throw SoapFaults.Sender(untrusted.Message, untrusted);
        }
    }

    /// <summary>WSS 1.1 §8.5: an answer that confirms a signature confirms ours. Not every stack confirms.</summary>
    private static void CheckConfirmations(SecuredEnvelope envelope, OutgoingMessage question)
    {
        var ours = Convert.ToBase64String(question.SignatureValue.Span);
        if (envelope.Confirmations.Any(confirmation => confirmation.Attribute("Value") != ours))
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedCheck, "the answer confirms another signature than the question had");
        }
    }
}
