using XdsDmp.Bench.Load;
using XdsDmp.Bench.Rows;
using XdsDmp.Bench.Samples;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Servers;

/// <summary>The three services, running: where they are, and what is in them.</summary>
internal sealed class Product(Workplace workplace, ServerProcess server)
{
    /// <summary>Entries of each patient who is asked about.</summary>
    public const int EntriesOfPatient = 50;

    /// <summary>Patients 0 to this are asked about; those behind them get what is submitted.</summary>
    public const int PatientsAsked = 100;

    public const int DocumentOctets = 100 * 1024;

    private const int Documents = 200;

    private readonly string[] _places = server.Greeting.Split(' ');

    public Workplace Workplace => workplace;

    public ServerProcess Server => server;

    public Uri Registry => new(_places[0]);

    public Uri Repository => new(_places[1]);

    public int SyslogPort => int.Parse(_places[2]);

    /// <summary>Whose entries the queries ask for.</summary>
    public Numbers Asked { get; set; } = new(0, PatientsAsked);

    /// <summary>For whom is submitted.</summary>
    public Numbers Submitted { get; } = new(PatientsAsked, PatientsAsked);

    /// <summary>Numbers of the registrations that are known to be there.</summary>
    public Numbers Registered { get; set; }

    /// <summary>Numbers of the documents that can be retrieved.</summary>
    public Numbers Retrievable { get; private set; }

    /// <summary>Waits until the audit repository has what was to be audited: that is part of the work.</summary>
    public Func<Task> Audited { get; } = new AuditBacklog(workplace).GoneAsync;

    public static async Task<Product> StartAsync(
        Workplace workplace, params IEnumerable<KeyValuePair<string, string>> settings) =>
        new(workplace, await workplace.StartProductAsync(settings));

    /// <summary>50 entries for each of a hundred patients.</summary>
    public async Task FillAsync() => Registered = await PutAsync(
        Registry, Requests.Register(EntriesOfPatient), firstPatient: 0, PatientsAsked);

    /// <summary>Documents that can be retrieved; they belong to patients whom nobody asks about.</summary>
    public async Task FillDocumentsAsync()
    {
        if (Retrievable.Count == 0)
        {
            Retrievable = await PutAsync(
                Repository, Requests.Provide(DocumentOctets), firstPatient: 2 * PatientsAsked, Documents);
        }
    }

    /// <summary>Our side of a row, with the load that its clients make.</summary>
    public HttpLoad Load(params IReadOnlyList<Work> works) => new(server, workplace, works) { SettleAsync = Audited };

    private async Task<Numbers> PutAsync(Uri url, OutgoingMessage message, long firstPatient, int count)
    {
        var template = await RequestTemplate.OfAsync(url, message);
        using var client = new LoadClient(
            [new Work(url, new OnePatientEach(template, firstPatient), Answers.IsSuccess)], workplace.ClientTls);
        var first = RequestNumber.Last + 1;
        for (var i = 0; i < count; i++)
        {
            client.Exchange(0);
        }

        await Audited();
        return new Numbers(first, count);
    }

    /// <summary>Each request is for the patient behind the one before.</summary>
    private sealed class OnePatientEach(RequestTemplate template, long next) : IRequestSource, IRequestFeed
    {
        private readonly byte[] _copy = template.NewCopy();
        private long _next = next;

        public Task PrepareAsync(TimeSpan time) => Task.CompletedTask;

        public IRequestFeed Open() => this;

        public ReadOnlySpan<byte> Next(out long number)
        {
            number = RequestNumber.Next();
            template.Patch(_copy, number, (int)_next++);
            return _copy;
        }
    }
}
