using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>What a submitter knows of one of its submissions.</summary>
internal sealed record Sent(TestSubmission Submission, string Patient, string MessageId, RegistryResponse? Answer)
{
    public bool IsSuccess => Answer?.Status == ResponseStatus.Success;
}

/// <summary>
/// Submits without a pause, for a patient of its own, until the services are gone. Its choices follow from its seed.
/// </summary>
internal sealed class Submitter(TestClient client, int seed)
{
    private const int MaxBytes = 200_000;

    private readonly Random _random = new(seed);
    private readonly List<Sent> _sent = [];

    public string Patient { get; } = TestSubmission.NewPatient();

    /// <summary>Gives all that it has sent; the last one may have got no answer.</summary>
    public async Task<IReadOnlyList<Sent>> RunAsync()
    {
        Sent last;
        do
        {
            last = await SubmitAsync();
            _sent.Add(last);
        }
        while (last.Answer is not null);

        return _sent;
    }

    private async Task<Sent> SubmitAsync()
    {
        var submission = TestSubmission.OfMany(
            Patient, [.. Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => Bytes())]);
        var sent = new Sent(submission, Patient, AddressingHeaders.NewMessageId(), null);
        try
        {
            return sent with { Answer = await client.ProvideAsync(submission, sent.MessageId) };
        }
        catch (Exception gone) when (gone is SoapTransportException or SoapFaultReceivedException)
        {
            return sent;
        }
    }

    /// <summary>Small ones are as likely as large ones.</summary>
    private byte[] Bytes()
    {
        var bytes = new byte[(int)Math.Pow(MaxBytes, _random.NextDouble())];
        _random.NextBytes(bytes);
        return bytes;
    }
}
