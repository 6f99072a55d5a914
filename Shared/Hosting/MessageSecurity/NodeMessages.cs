using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Messages;
using XdsDmp.Soap;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// When a service signs: its answers to signed questions; and all it sends where signatures are required.
/// </summary>
public sealed class NodeMessages
{
    private readonly Requirement _requirement;
    private readonly OwnSignature _own;

    internal NodeMessages(Requirement requirement, OwnSignature own)
    {
        _requirement = requirement;
        _own = own;
    }

    /// <summary>For clients of this node.</summary>
    public ClientSecurity ForClient => IsRequired ? _own.Signing : OwnSignature.Carrying;

    private bool IsRequired => _requirement == Requirement.Required;

    /// <summary>An answer, as it shall leave.</summary>
    /// <param name="answer">The complete answer.</param>
    /// <param name="question">Null when it was not signed, or not even read.</param>
    /// <param name="cancel">The caller went away.</param>
    internal Task<OutgoingMessage> ProtectAsync(
        OutgoingMessage answer, VerifiedMessage? question, CancellationToken cancel) =>
        question is null && !IsRequired
            ? Task.FromResult(answer)
            : _own.SignAsync(answer, question?.SignatureValues ?? [], cancel);
}
