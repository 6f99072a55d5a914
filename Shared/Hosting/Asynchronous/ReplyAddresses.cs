using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.Asynchronous;

/// <summary>Where the answer of an asynchronous exchange goes, and where a fault goes.</summary>
/// <param name="ReplyTo">Allowed, or <see cref="WsAddressing.None"/>.</param>
/// <param name="FaultTo">Likewise; as <paramref name="ReplyTo"/> when the request does not say.</param>
internal sealed record ReplyAddresses(AnswerAddress ReplyTo, AnswerAddress FaultTo)
{
    /// <summary>Null for a synchronous exchange: the answer goes back on the connection of the question.</summary>
    /// <exception cref="SoapFaultException">The client wants the answer where it does not go.</exception>
    public static ReplyAddresses? Of(SoapOperation operation, AddressingHeaders asked, ReplyAddressList allowed)
    {
        if (asked.ReplyTo is not { } replyTo || replyTo == WsAddressing.Anonymous)
        {
            return null;
        }

        CheckTransaction(operation, replyTo, allowed);
        CheckAddress("ReplyTo", replyTo, allowed);
        if (asked.FaultTo == WsAddressing.Anonymous)
        {
            throw SoapFaults.InvalidAddressingHeader(
                "FaultTo",
                "wsa:FaultTo is anonymous and wsa:ReplyTo is not: the connection is over when a fault comes; "
                + "leave wsa:FaultTo out, or name an address", "OnlyNonAnonymousAddressSupported");
        }

        if (asked.FaultTo is not null)
        {
            CheckAddress("FaultTo", asked.FaultTo, allowed);
        }

        if (asked.MessageId is null)
        {
            // Without it the client could not tell which question the answer belongs to.
            throw SoapFaults.AddressingHeaderRequired("MessageID");
        }

        var reply = new AnswerAddress(replyTo, asked.ReplyToParameters);
        return new ReplyAddresses(
            reply, asked.FaultTo is null ? reply : new AnswerAddress(asked.FaultTo, asked.FaultToParameters));
    }

    private static void CheckTransaction(SoapOperation operation, string replyTo, ReplyAddressList allowed)
    {
        var id = operation.Id;
        if (!operation.AnswersLater)
        {
            throw SoapFaults.OnlyAnonymousAddressSupported("ReplyTo", replyTo, $" by {id.Number}");
        }

        if (allowed.IsEmpty && replyTo != WsAddressing.None)
        {
            throw SoapFaults.OnlyAnonymousAddressSupported(
                "ReplyTo", replyTo,
                ": this service may send answers nowhere else (its setting Async:AllowedReplyAddresses is empty)");
        }

        if (replyTo == WsAddressing.None && AsynchronousTransactions.IsQuestion(id))
        {
            throw SoapFaults.InvalidAddress(
                "ReplyTo", replyTo, $"{id.Number} does nothing but answer, so that somebody must want the answer");
        }
    }

    private static void CheckAddress(string header, string address, ReplyAddressList allowed)
    {
        if (address != WsAddressing.None && allowed.Refusal(address) is { } reason)
        {
            throw SoapFaults.InvalidAddress(header, address, reason);
        }
    }
}
