using System.Xml;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.Asynchronous;

/// <summary>An answer that travels on a connection of its own: the message, and where it goes.</summary>
/// <param name="Address"><see cref="WsAddressing.None"/> when nobody wants it.</param>
/// <param name="Message">Complete, but for its own MessageID.</param>
internal sealed record LaterAnswer(AnswerAddress Address, OutgoingMessage Message)
{
    /// <summary>
    /// Runs the transaction. What would have been a fault of the exchange is a message like any other.
    /// </summary>
    public static async Task<LaterAnswer> MakeAsync(
        TransactionPipeline pipeline, SoapOperation operation, SoapExchange exchange, ReplyAddresses to,
        string exchangeId)
    {
        try
        {
            // Nobody waits on a connection: whoever went away did so on purpose.
            var reply = await pipeline.AnswerAsync(operation, exchange, exchangeId, CancellationToken.None);
            var addressing = new AddressingHeaders
            {
                Action = operation.Id.ReplyAction,
                RelatesTo = exchange.Request.Addressing.MessageId,
                To = to.ReplyTo.Uri,
            };
            return new LaterAnswer(to.ReplyTo, reply.ToMessage(exchange.Request.Form, addressing));
        }
        catch (SoapFaultException fault)
        {
            return Fault(fault, exchange.Request.Form, exchange.Request.Addressing.MessageId, to.FaultTo);
        }
        catch (XmlException malformed)
        {
            var fault = SoapFaults.Sender($"the message is not acceptable XML: {malformed.Message}", malformed);
            return Fault(fault, exchange.Request.Form, exchange.Request.Addressing.MessageId, to.FaultTo);
        }
    }

    public static LaterAnswer Fault(SoapFaultException fault, SoapForm form, string? questionId, AnswerAddress to)
    {
        var message = SoapFaultWriter.Answer(fault.Fault, form, questionId);
        return new LaterAnswer(to, message with { Addressing = message.Addressing with { To = to.Uri } });
    }

    /// <summary>What is sent: reference parameters as headers, and the same MessageID in every attempt.</summary>
    public OutgoingMessage ToSend(string messageId) => Message with
    {
        Addressing = Message.Addressing with { MessageId = messageId },
        ReferenceParameters = Address.Parameters,
    };
}
