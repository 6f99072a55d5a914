using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>
/// ITI-41 of 100 KB, from the repository through the registry to the audit repository, against hashing and storing the
/// same octets.
/// </summary>
internal sealed class ProvideRow : IRow
{
    private const string Published = "SELECT count(*) FROM document WHERE state = 2";
    private const string Entries = "SELECT count(*) FROM document_entry";
    private const string Records = "SELECT count(*) FROM event WHERE event_type LIKE '%ITI-4%'";

    public string Name => "provide";

    public string Explanation =>
        "ITI-41 of one document of 100 KB by MTOM: repository, ITI-42 to the registry, until the audit repository has "
        + "the audit messages of all three transactions. Ceiling: a Kestrel endpoint with the same TLS policy that "
        + "takes SHA-1 and SHA-256 of the same request body, writes it to a new file, flushes file and folder, commits "
        + "a row that names it (together with those that wait), answers; nothing else.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var product = await stage.ProductAsync();
        var workplace = product.Workplace;
        var before = (
            Documents: Stored.Count(workplace.RepositoryDatabase, Published),
            Entries: Stored.Count(workplace.RegistryDatabase, Entries),
            Records: Stored.Count(workplace.AuditDatabase, Records));
        var work = await WorkAsync(product);
        var ours = product.Load(work);
        var (bare, url) = await stage.BareAsync("store", await ours.OnceAsync());
        var template = await RequestTemplate.OfAsync(url, Requests.Provide(Product.DocumentOctets));
        var ceiling = new HttpLoad(bare, workplace, work with
        {
            Url = url,
            Requests = new PatchedRequests(template, product.Submitted),
            IsRelated = false,
        });
        return new Contest(new Pairing(Name, ours, ceiling, Target: 0.4))
        {
            // Every document is published, has its entry, and left its three audit records.
            Verify = () =>
            {
                Stored.Check(workplace.RepositoryDatabase, Published, before.Documents + ours.Answered);
                Stored.Check(workplace.RepositoryDatabase, "SELECT count(*) FROM intent", 0);
                Stored.Check(workplace.RegistryDatabase, Entries, before.Entries + ours.Answered);
                Stored.Check(workplace.AuditDatabase, Records, before.Records + (3 * ours.Answered));
            },
        };
    }

    public static async Task<Work> WorkAsync(Product product) => new(
        product.Repository,
        new PatchedRequests(
            await RequestTemplate.OfAsync(product.Repository, Requests.Provide(Product.DocumentOctets)),
            product.Submitted),
        Answers.IsSuccess);
}
