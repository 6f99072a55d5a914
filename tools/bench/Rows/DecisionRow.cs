using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;
using XdsDmp.Registry.Dmp;
using XdsDmp.Security.Certificates;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-18 with a VIHF and the access decision, against the same question where everything is open.</summary>
internal sealed class DecisionRow : IRow
{
    private const int Entries = 1_000;
    private const int OneSubmission = 100;

    public string Name => "decision";

    public string Explanation =>
        "ITI-18 FindDocuments, LeafClass, 1,000 entries of one patient, with the profile Dmp: a VIHF that is verified, "
        + "and every entry decided upon, until the audit repository has the audit messages. Ceiling: the same registry "
        + "with the same entries and the profile Ihe, asked without an assertion.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var workplace = await stage.WorkplaceAsync("decided");
        await workplace.StopAsync((await FillAsync(workplace)).Server);
        await OpenDmpAsync(workplace);
        var decided = await Product.StartAsync(
            workplace, new("Profile", "Dmp"), new("Security:Vihf", "Required"),
            new("Security:AssertionIssuers", Vihf.WriteIssuers(workplace)));
        var open = await stage.WorkplaceAsync("open");
        var question = await Vihf.CarryAsync(workplace, Requests.FindDocuments);
        return new Contest(new Pairing(
            Name, await SideAsync(decided, question), await SideAsync(await FillAsync(open), Requests.FindDocuments),
            Target: 0.5));
    }

    /// <summary>Before anybody decides anything: by a registry that is open.</summary>
    private static async Task<Product> FillAsync(Workplace workplace)
    {
        var product = await Product.StartAsync(workplace);
        var register = await RequestTemplate.OfAsync(product.Registry, Requests.Register(OneSubmission));
        using var load = product.Load(
            new Work(product.Registry, new PatchedRequests(register, default), Answers.IsSuccess));
        for (var entries = 0; entries < Entries; entries += OneSubmission)
        {
            await load.OnceAsync();
        }

        await product.Audited();
        return product;
    }

    private static async Task OpenDmpAsync(Workplace workplace)
    {
        using var table = DmpTable.Open(workplace.RegistryDatabase);
        var now = TimeProvider.System.GetUtcNow();
        await table.CreateAsync(new DmpOpening(Vihf.Patient, "BENCH", "PATIENT"), now, "bench");
        await table.AuthoriseAsync(
            Vihf.Patient, new DmpProfessional(DevelopmentPkiFiles.ProfessionalId, "BENCH"), now.AddDays(1),
            isAttendingPhysician: false, "bench");
    }

    private static async Task<HttpLoad> SideAsync(Product product, OutgoingMessage question)
    {
        product.Asked = new Numbers(0, 1);
        var (work, _) = await QueryRow.WorkAsync(product, question, length => Answers.HasEntries(Entries, length));
        return product.Load(work);
    }
}
