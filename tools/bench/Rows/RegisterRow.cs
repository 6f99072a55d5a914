using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>ITI-42 of one entry, against its rows written by a bare loop.</summary>
internal sealed class RegisterRow : IRow
{
    private const string Entries = "SELECT count(*) FROM document_entry";

    public string Name => "register";

    public string Explanation =>
        "ITI-42 of one entry for one of 100 patients, until the audit repository has the audit messages. Ceiling: the "
        + "rows of such a registration (same tables, indexes, pragmas and blob sizes, its audit message too) written "
        + "to SQLite through prepared statements of the C API by one thread that commits what waits together, "
        + "synchronous=FULL, asked by as many clients in the same process; no HTTP, TLS or XML.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var product = await stage.ProductAsync();
        var before = Stored.Count(product.Workplace.RegistryDatabase, Entries);
        var ours = product.Load(await WorkAsync(product));
        await ours.OnceAsync();
        await product.Audited();
        var sample = await SampleAsync(stage, product);
        return new Contest(new Pairing(
            Name, ours, new RowsSide(await sample.StartAsync("rows"), stage.Options.Clients), Target: 0.5))
        {
            Verify = () => Stored.Check(product.Workplace.RegistryDatabase, Entries, before + ours.Answered),
        };
    }

    public static async Task<Work> WorkAsync(Product product) => new(
        product.Registry,
        new PatchedRequests(
            await RequestTemplate.OfAsync(product.Registry, Requests.Register(1)), product.Submitted),
        Answers.IsSuccess);

    /// <summary>
    /// Where the last registration is one of this row, in SQLite: the ceiling stays that, whatever the product uses.
    /// </summary>
    private static async Task<Workplace> SampleAsync(Stage stage, Product product)
    {
        if (stage.Surroundings.Postgres is null)
        {
            return product.Workplace;
        }

        var workplace = await stage.WorkplaceAsync("sample", new Surroundings());
        var other = await Product.StartAsync(workplace);
        using (var load = other.Load(await WorkAsync(other)))
        {
            await load.OnceAsync();
        }

        await other.Audited();
        await workplace.StopAsync(other.Server);
        return workplace;
    }
}
