using System.Collections.Concurrent;
using System.Text;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Load;

/// <summary>Makes a message one that is signed, or carries an assertion about the patient.</summary>
internal delegate Task<OutgoingMessage> ProtectRequest(
    OutgoingMessage message, long patient, CancellationToken cancel);

/// <summary>
/// Requests that were made whole before they are sent, since nothing can be patched into what is signed. Each is good
/// for once: a signed message that comes again is refused.
/// </summary>
/// <param name="url">Where to.</param>
/// <param name="message">With the marks of <see cref="RequestTemplate"/>.</param>
/// <param name="patients">The requests go round these patients.</param>
/// <param name="protect">Signs a message, or gives it an assertion.</param>
internal sealed class SignedRequests(Uri url, OutgoingMessage message, Numbers patients, ProtectRequest protect)
    : IRequestSource, IRequestFeed
{
    /// <summary>More than can be answered in a second; once that is known, by what was used.</summary>
    private const int FirstGuessOfSecond = 1_000;

    private const double Margin = 1.4;

    private readonly ConcurrentQueue<(long Number, byte[] Request)> _ready = [];
    private readonly string _body = Encoding.UTF8.GetString(message.Body.Span);
    private long _taken;
    private double _perSecond = FirstGuessOfSecond;
    private TimeSpan _last;

    public async Task PrepareAsync(TimeSpan time)
    {
        if (_last > TimeSpan.Zero)
        {
            _perSecond = Math.Max(100, Margin * Interlocked.Exchange(ref _taken, 0) / _last.TotalSeconds);
        }

        _last = time;
        _ready.Clear();
        await Parallel.ForAsync(0, 16 + (int)(_perSecond * time.TotalSeconds), async (_, cancel) =>
        {
            var number = RequestNumber.Next();
            var patient = patients.At(number);
            var own = RequestTemplate.Addressed(url, message with { Body = BodyOf(number, patient) }, $"{number:d12}");
            _ready.Enqueue((number, await RequestTemplate.OctetsOfAsync(url, await protect(own, patient, cancel))));
        });
    }

    public IRequestFeed Open() => this;

    public ReadOnlySpan<byte> Next(out long number)
    {
        number = 0;
        if (!_ready.TryDequeue(out var next))
        {
            return default;
        }

        Interlocked.Increment(ref _taken);
        number = next.Number;
        return next.Request;
    }

    private byte[] BodyOf(long number, long patient) => Encoding.UTF8.GetBytes(_body
        .Replace(RequestTemplate.Number, $"{number:d12}", StringComparison.Ordinal)
        .Replace(RequestTemplate.Patient, $"{patient:d6}", StringComparison.Ordinal));
}
