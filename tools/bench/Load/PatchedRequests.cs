namespace XdsDmp.Bench.Load;

/// <summary>Requests made of one template by writing digits into it.</summary>
/// <param name="template">The request.</param>
/// <param name="patients">The requests go round these patients.</param>
/// <param name="stored">They ask for these, one after the other.</param>
internal sealed class PatchedRequests(RequestTemplate template, Numbers patients, Numbers stored = default)
    : IRequestSource
{
    public Task PrepareAsync(TimeSpan time) => Task.CompletedTask;

    public IRequestFeed Open() => new Feed(this);

    private sealed class Feed(PatchedRequests requests) : IRequestFeed
    {
        private readonly byte[] _copy = requests.Template.NewCopy();

        public ReadOnlySpan<byte> Next(out long number)
        {
            number = RequestNumber.Next();
            requests.Template.Patch(_copy, number, (int)requests.Patients.At(number), requests.Stored.At(number));
            return _copy;
        }
    }

    private RequestTemplate Template => template;

    private Numbers Patients => patients;

    private Numbers Stored => stored;
}

/// <summary>Numbers from <paramref name="First"/> on, so many.</summary>
internal readonly record struct Numbers(long First, long Count)
{
    /// <summary>One of them; neighbours do not follow each other, so that no page is hot by order.</summary>
    public long At(long turn) => Count == 0 ? 0 : First + (long)((ulong)(turn * 7_919) % (ulong)Count);
}
