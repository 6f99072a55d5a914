using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-42 of one entry, against its rows written by a bare loop.</summary>
internal sealed class RegisterRow : IRow
{
    private const int Patients = 100;

    public string Name => "register";

    public double Target => 0.4;

    public string Explanation =>
        "ITI-42 of one entry for one of 100 patients, until the audit repository has the audit messages. Ceiling: the rows of such a registration (same tables, indexes, pragmas and blob sizes, "
        + "its audit message too) written to SQLite through prepared statements of the C API by one thread that commits what waits together, "
        + "synchronous=FULL, asked by as many clients in the same process; no HTTP, TLS or XML.";

    public async Task<Sides> StartAsync(Workplace workplace)
    {
        var product = await workplace.StartAsync("product");
        var registry = new Uri(product.Greeting.Split(' ')[0]);
        var register = await RequestTemplate.OfAsync(registry, Requests.Register(1));
        var ours = new HttpLoad(product, workplace, new Work(registry, register, Patients, Answers.IsSuccess)
        {
            SettleAsync = new AuditBacklog(workplace).GoneAsync,
        });
        for (var patient = 0; patient < Patients; patient++)
        {
            ours.Once(patient);
        }

        return new Sides(ours, new RowsSide(await workplace.StartAsync("rows"), workplace.Clients))
        {
            Verify = () => Stored.Check(
                workplace.RegistryDatabase, "SELECT count(*) FROM document_entry", ours.Answered),
        };
    }
}
