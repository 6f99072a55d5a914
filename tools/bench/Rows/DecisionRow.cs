using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;
using XdsDmp.Registry.Dmp;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-18 with a VIHF and the access decision, against the same question where everything is open.</summary>
internal sealed class DecisionRow : IRow
{
    private const int Entries = 1_000;
    private const int OneSubmission = 100;

    public string Name => "decision";

    public double Target => 0.5;

    public string Explanation =>
        "ITI-18 FindDocuments, LeafClass, 1,000 entries of one patient, with the profile Dmp: a VIHF that is verified, "
        + "and every entry decided upon, until the audit repository has the audit messages. Ceiling: the same registry "
        + "with the same entries and the profile Ihe, asked without an assertion.";

    public async Task<Sides> StartAsync(Workplace workplace)
    {
        var open = Workplace.Create(Path.Combine(workplace.Folder, "open"), workplace.Clients);
        await FillAsync(workplace);
        await FillAsync(open);
        await OpenDmpAsync(workplace);
        return new Sides(
            await SideAsync(
                await workplace.StartAsync("dmp"), workplace,
                await Vihf.CarryAsync(workplace, Requests.FindDocuments)),
            await SideAsync(await workplace.StartAsync("product", open), open, Requests.FindDocuments));
    }

    /// <summary>Before anybody decides anything: by a registry that is open.</summary>
    private static async Task FillAsync(Workplace workplace)
    {
        await using var product = await ServerProcess.StartAsync("product", workplace);
        var registry = new Uri(product.Greeting.Split(' ')[0]);
        var register = await RequestTemplate.OfAsync(registry, Requests.Register(OneSubmission));
        using var load = new HttpLoad(product, workplace, new Work(registry, register, 1, Answers.IsSuccess));
        for (var entries = 0; entries < Entries; entries += OneSubmission)
        {
            load.Once(patient: 0);
        }

        await new AuditBacklog(workplace).GoneAsync();
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

    private static async Task<HttpLoad> SideAsync(
        ServerProcess server, Workplace workplace, Soap.OutgoingMessage question)
    {
        var registry = new Uri(server.Greeting.Split(' ')[0]);
        var query = await RequestTemplate.OfAsync(registry, question);
        using var once = new HttpLoad(server, workplace, new Work(registry, query, 1, Answers.HasEntries(Entries, 0)));
        var answer = once.Once(patient: 0);
        Console.WriteLine($"  {query.Length} octets asked, {answer.Length} octets answered");
        return new HttpLoad(
            server, workplace, new Work(registry, query, 1, Answers.HasEntries(Entries, answer.Length))
            {
                SettleAsync = new AuditBacklog(workplace).GoneAsync,
            });
    }
}
