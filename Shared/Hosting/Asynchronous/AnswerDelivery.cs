using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.Asynchronous;

/// <summary>
/// Sends owed answers to their addresses, a few at a time, until the client has taken them or the time for it is over.
/// Survives restarts, because all it knows is in the table. Of several instances on one table one sends.
/// </summary>
internal sealed class AnswerDelivery : IAsyncDisposable
{
    private const int MaxAtOnce = 4;
    private const int MaxDoublings = 12;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Documents of gigabytes take their time; a client that takes none holds one of few places.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromHours(1);

    private readonly SoapService _service;
    private readonly TransactionPipeline _pipeline;
    private readonly SecureNode _node;
    private readonly ExchangeAudit _audit;
    private readonly OwedAnswers _owed;
    private readonly ReplyAddressList _allowed;
    private readonly HttpClient _http;
    private readonly SoapClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxAtOnce);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ConcurrentDictionary<long, bool> _beingSent = [];
    private readonly Turn _turn;
    private Task _work = Task.CompletedTask;

    public AnswerDelivery(
        SoapService service, TransactionPipeline pipeline, SecureNode node, ExchangeAudit audit, OwedAnswers owed,
        ReplyAddressList allowed)
    {
        _service = service;
        _pipeline = pipeline;
        _node = node;
        _audit = audit;
        _owed = owed;
        _allowed = allowed;
        _turn = new Turn(() => node.Database.TryTake("asynchronous answers"));
        var handler = MutualTlsHandler.Create(node.Tls);
        handler.ConnectTimeout = ConnectTimeout;
        _http = new HttpClient(handler) { Timeout = SendTimeout };
        _client = new SoapClient(_http, new SoapLimits(), node.Messages.ForClient);
    }

    /// <param name="sweep">Settles what a crash has left; run at the start and now and then.</param>
    public void Start(Func<Task> sweep) => _work = Task.WhenAll(
        RepeatAsync("Interrupted asynchronous exchanges", SweepInterval, sweep),
        RepeatAsync("Asynchronous answers that are due", TimeSpan.Zero, SendDueAsync));

    /// <summary>There is something new to send.</summary>
    public void Wake() => _wake.Release();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var i = 0; i < MaxAtOnce; i++)
        {
            await _places.WaitAsync();
        }

        _turn.Dispose();
        _http.Dispose();
        _places.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private async Task RepeatAsync(string what, TimeSpan pause, Func<Task> work)
    {
        while (!_stop.IsCancellationRequested)
        {
            await GuardedAsync(what, work);
            await Task.Delay(pause, _node.Clock, _stop.Token);
        }
    }

    private async Task SendDueAsync()
    {
        await _places.WaitAsync(_stop.Token);
        long? id = null;
        try
        {
            id = Claim();
        }
        finally
        {
            if (id is null)
            {
                _places.Release();
            }
        }

        if (id is null)
        {
            await _wake.WaitAsync(Idle, _stop.Token);
            return;
        }

        _ = SendInItsPlaceAsync(id.Value);
    }

    private long? Claim()
    {
        if (!_turn.IsOurs())
        {
            return null;
        }

        var due = _owed.Due(_node.Clock.GetUtcNow(), MaxAtOnce + 1);
        return due.Select(id => (long?)id).FirstOrDefault(id => _beingSent.TryAdd(id!.Value, true));
    }

    private async Task SendInItsPlaceAsync(long id)
    {
        try
        {
            await GuardedAsync($"Asynchronous answer {id}", () => SendAsync(id));
        }
        finally
        {
            _beingSent.TryRemove(id, out _);
            _places.Release();
        }
    }

    // 1. the message, made anew or as it was kept  2. delivered: out of the table, with its audit message  3. else
    // later, or given up when it is too old
    private async Task SendAsync(long id)
    {
        if (_owed.Find(id) is not { } owed)
        {
            return;
        }

        try
        {
            if (await DeliverAsync(owed) is { } address)
            {
                await EndAsync(id, owed, address, AuditOutcome.Success);
                _node.Logger.LogInformation("Asynchronous answer {Id} delivered to {Host}", id, Host(address));
                return;
            }

            await _node.Writer.WriteAsync(session => OwedAnswers.Remove(session, id));
        }
        catch (SoapTransportException undelivered)
        {
            await PostponeAsync(id, owed, undelivered.Message);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            _node.Logger.LogError(failure, "Asynchronous answer {Id} failed", id);
            await PostponeAsync(id, owed, "a failure of this service");
        }
    }

    /// <summary>The address that has taken the answer; null when nobody wants it.</summary>
    private async Task<string?> DeliverAsync(OwedAnswer owed)
    {
        // The list is asked again: what was allowed at the time may have been forbidden since.
        var forbidden = _allowed.Refusal(owed.ReplyTo.Uri);
        if (forbidden is not null)
        {
            throw new SoapTransportException(forbidden, requestMayHaveBeenReceived: false);
        }

        // What the answer is made of may lie in the sink until it is sent.
        var attachments = _service.NewAttachmentSink?.Invoke();
        await using var cleanUp = attachments as IAsyncDisposable;
        var answer = await AnswerAsync(owed, attachments);
        if (answer.Address.Uri == WsAddressing.None)
        {
            return null;
        }

        await _client.SendAsync(new Uri(answer.Address.Uri), answer.ToSend(owed.AnswerId), _stop.Token);
        return answer.Address.Uri;
    }

    private async Task<LaterAnswer> AnswerAsync(OwedAnswer owed, IAttachmentSink? attachments)
    {
        if (owed.Question is null)
        {
            return Kept(owed);
        }

        var to = new ReplyAddresses(owed.ReplyTo, owed.FaultTo);
        using var request = SoapMessage.Restore(owed.Question, owed.IsMtom, _service.Limits);
        if (_service.Find(owed.Action) is not { } operation)
        {
            var gone = SoapFaults.Receiver("this service has been changed and does not answer such questions any more");
            return LaterAnswer.Fault(gone, request.Form, owed.QuestionId, to.FaultTo);
        }

        var caller = _node.Permission.Again(CallerOf(owed), owed.CallerSystem);
        if (operation.Permission is { } transaction && !_node.Permission.Allows(caller, transaction))
        {
            var refusal = SystemPermission.Refusal(operation.Id.Number);
            return LaterAnswer.Fault(refusal, request.Form, owed.QuestionId, to.FaultTo);
        }

        var exchange = new SoapExchange(
            null, request, caller, _audit.ContextOf(caller, owed.ReplyTo.Uri), attachments);
        var exchangeId = $"asynchronous {owed.AnswerId}";
        try
        {
            await _pipeline.AuthenticateAsync(operation, exchange, exchangeId, owed.AcceptedAt);
        }
        catch (SoapFaultException noLongerTrusted)
        {
            return LaterAnswer.Fault(noLongerTrusted, request.Form, owed.QuestionId, to.FaultTo);
        }

        return await LaterAnswer.MakeAsync(_pipeline, operation, exchange, to, exchangeId);
    }

    private static LaterAnswer Kept(OwedAnswer owed) => new(owed.ReplyTo, new OutgoingMessage
    {
        Form = AsynchronousExchange.FormOf(owed),
        Addressing = new AddressingHeaders
        {
            Action = owed.AnswerAction,
            RelatesTo = owed.QuestionId,
            To = owed.ReplyTo.Uri,
        },
        Body = owed.Answer,
    });

    private async Task PostponeAsync(long id, OwedAnswer owed, string reason)
    {
        var address = owed.ReplyTo.Uri;
        var now = _node.Clock.GetUtcNow();
        var pause = FirstRetry * Math.Pow(2, Math.Min(owed.Attempts, MaxDoublings));
        pause = pause < LastRetry ? pause : LastRetry;
        if (now + pause > owed.AcceptedAt.AddDays(_node.Async.RetryDays))
        {
            _node.Logger.LogError(
                "Asynchronous answer {Id} to {Host} given up after {Attempts} attempts: {Reason}", id, Host(address),
                owed.Attempts + 1, reason);
            await EndAsync(id, owed, address, new AuditOutcome(
                EventOutcome.SeriousFailure, "the asynchronous answer could not be delivered and was given up"));
            return;
        }

        _node.Logger.LogWarning(
            "Asynchronous answer {Id} to {Host} waits, next try in {Seconds} s: {Reason}", id, Host(address),
            pause.TotalSeconds, reason);
        await _node.Writer.WriteAsync(session => OwedAnswers.Postpone(session, id, address, now + pause));
    }

    private Task EndAsync(long id, OwedAnswer owed, string address, AuditOutcome outcome)
    {
        var transaction = _service.Find(owed.Action)?.Id;
        var audit = AnswerDeliveryEvent.Build(
            _audit.ContextOf(CallerOf(owed), address), transaction?.Number ?? owed.Action, transaction?.Name ?? "",
            owed.QuestionId, outcome);
        return _node.Writer.WriteAsync(session =>
        {
            OwedAnswers.Remove(session, id);
            _node.Audit.Append(session, audit);
        });
    }

    private static CallingSystem CallerOf(OwedAnswer owed) => new(
        owed.CallerCertificate, owed.CallerSubject,
        IPAddress.TryParse(owed.CallerAddress, out var ip) ? ip : IPAddress.None);

    private static string Host(string address) => new Uri(address).Authority;

    /// <summary>Failures of our own are logged and met again: they must not end the loop that they come from.</summary>
    private async Task GuardedAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The service stops; what was not delivered is in the table.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _node.Logger.LogError(failure, "{What}: failed, to be tried again", what);
            await Task.Delay(Idle, _node.Clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
