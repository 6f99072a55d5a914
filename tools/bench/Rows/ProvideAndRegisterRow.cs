using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>
/// ITI-41 of 100 KB, from the repository through the registry to the audit repository, against hashing and storing the
/// same octets.
/// </summary>
internal sealed class ProvideAndRegisterRow : IRow
{
    private const int DocumentOctets = 100 * 1024;
    private const int Patients = 100;

    public string Name => "provide";

    public double Target => 0.3;

    public string Explanation =>
        "ITI-41 of one document of 100 KB by MTOM: repository, ITI-42 to the registry over mutual TLS, until the audit repository has the audit "
        + "messages of all three transactions. Ceiling: a Kestrel endpoint with the same TLS policy that takes SHA-1 and SHA-256 of the same request body, writes "
        + "it to a new file, fsync, answers.";

    public async Task<Sides> StartAsync(Workplace workplace)
    {
        var product = await workplace.StartAsync("product");
        var repository = new Uri(product.Greeting.Split(' ')[1]);
        var provide = await RequestTemplate.OfAsync(repository, Requests.Provide(DocumentOctets));
        var ours = new HttpLoad(product, workplace, new Work(repository, provide, Patients, Answers.IsSuccess)
        {
            SettleAsync = new AuditBacklog(workplace).GoneAsync,
        });
        var answer = ours.Once(0);
        for (var patient = 1; patient < Patients; patient++)
        {
            ours.Once(patient);
        }

        var (bare, url) = await Bare.StartAsync(workplace, "store", answer);
        var ceiling = new HttpLoad(bare, workplace, new Work(
            url, await RequestTemplate.OfAsync(url, Requests.Provide(DocumentOctets)), Patients, Answers.IsSuccess)
        {
            IsRelated = false,
        });
        return new Sides(ours, ceiling) { Verify = () => Verify(workplace, ours.Answered) };
    }

    /// <summary>Every document is published, has its entry, and left its three audit records.</summary>
    private static void Verify(Workplace workplace, long answered)
    {
        Stored.Check(workplace.RepositoryDatabase, "SELECT count(*) FROM document WHERE state = 2", answered);
        Stored.Check(workplace.RepositoryDatabase, "SELECT count(*) FROM intent", 0);
        Stored.Check(workplace.RegistryDatabase, "SELECT count(*) FROM document_entry", answered);
        Stored.Check(workplace.AuditDatabase, "SELECT count(*) FROM event WHERE event_type LIKE '%ITI-4%'",
            3 * answered);
    }
}
