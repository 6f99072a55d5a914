using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-18 FindDocuments, against the same answer as a constant.</summary>
internal sealed class FindDocumentsRow : IRow
{
    private const int Entries = 50;
    private const int Patients = 100;

    public string Name => "query";

    public double Target => 0.4;

    public string Explanation =>
        "ITI-18 FindDocuments, LeafClass, 50 entries of one of 100 patients, until the audit repository has the audit messages. Ceiling: a Kestrel endpoint with the same TLS policy "
        + "that reads the same request and answers the same octets from memory.";

    public async Task<Sides> StartAsync(Workplace workplace)
    {
        var product = await workplace.StartAsync("product");
        var registry = new Uri(product.Greeting.Split(' ')[0]);
        await FillAsync(product, workplace, registry);
        var query = await RequestTemplate.OfAsync(registry, Requests.FindDocuments);
        using var once = new HttpLoad(
            product, workplace, new Work(registry, query, Patients, Answers.HasEntries(Entries, 0)));
        var answer = once.Once(0);
        Console.WriteLine($"  {query.Length} octets asked, {answer.Length} octets answered");
        var check = Answers.HasEntries(Entries, answer.Length);
        var ours = new HttpLoad(product, workplace, new Work(registry, query, Patients, check)
        {
            SettleAsync = new AuditBacklog(workplace).GoneAsync,
        });
        var (bare, url) = await Bare.StartAsync(workplace, "constant", answer);
        var bareQuery = await RequestTemplate.OfAsync(url, Requests.FindDocuments);
        return new Sides(
            ours, new HttpLoad(bare, workplace, new Work(url, bareQuery, Patients, check) { IsRelated = false }));
    }

    private static async Task FillAsync(ServerProcess product, Workplace workplace, Uri registry)
    {
        var register = await RequestTemplate.OfAsync(registry, Requests.Register(Entries));
        using var load = new HttpLoad(product, workplace, new Work(registry, register, Patients, Answers.IsSuccess));
        for (var patient = 0; patient < Patients; patient++)
        {
            load.Once(patient);
        }
    }
}
