using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>A day's mix of transactions by more and more clients.</summary>
internal sealed class ClientsRow : IRow
{
    private const double MaxMilliseconds = 2_000;
    private static readonly (int Clients, double? Target)[] Crowds = [(1, null), (4, null), (64, null), (256, 0.9)];

    public string Name => "clients";

    public string Explanation =>
        "Ten requests are seven ITI-18 FindDocuments (LeafClass, 50 entries), two ITI-43 of one document of 100 KB and "
        + "one ITI-41 of such a document, until the audit repository has the audit messages, by 1, 4, 64 and 256 "
        + "clients; each beside 16 clients. A request that fails fails the row.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var product = await stage.ProductAsync();
        var works = await MixAsync(product);
        var sixteen = Side(16);
        return new Contest([.. Crowds.Select(crowd => new Pairing(
            $"clients {crowd.Clients}", Side(crowd.Clients), sixteen, crowd.Target)
        {
            CeilingName = "16 clients",
            Conditions = (ours, _) => crowd.Target is null
                ? []
                :
                [
                    new Condition(
                        $"p99 {ours.Latencies.Milliseconds(0.99):0} ms (at most {MaxMilliseconds:0})",
                        ours.Latencies.Milliseconds(0.99) <= MaxMilliseconds),
                ],
        })]);

        HttpLoad Side(int clients) => new(product.Server, product.Workplace, clients, works)
        {
            SettleAsync = product.Audited,
        };
    }

    private static async Task<IReadOnlyList<Work>> MixAsync(Product product)
    {
        await product.FillDocumentsAsync();
        var (query, _) = await QueryRow.WorkAsync(
            product, Requests.FindDocuments, length => Answers.HasEntries(Product.EntriesOfPatient, length));
        var retrieve = new PatchedRequests(
            await RequestTemplate.OfAsync(product.Repository, Requests.Retrieve), default, product.Retrievable);
        return
        [
            query with { Share = 7 },
            new Work(product.Repository, retrieve, Answers.HasDocument(Product.DocumentOctets)) { Share = 2 },
            await ProvideRow.WorkAsync(product),
        ];
    }
}
