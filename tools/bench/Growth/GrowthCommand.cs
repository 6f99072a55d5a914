using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Records;
using XdsDmp.Bench.Reports;
using XdsDmp.Bench.Rows;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Growth;

/// <summary>The same transactions with more and more in the databases: all sizes run at once and take turns.</summary>
internal sealed class GrowthCommand(Stage stage, GrowthTable table)
{
    private BenchOptions Options => stage.Options;

    public static async Task<int> RunAsync(BenchOptions options, Surroundings surroundings)
    {
        var heading = Heading.Of(options);
        Console.WriteLine(heading);
        await using var stage = new Stage(options, surroundings);
        var table = new GrowthTable(heading);
        var growth = new GrowthCommand(stage, table);
        var registries = await growth.RegistriesAsync();
        var repositories = await growth.AuditRepositoriesAsync();
        GrowthTable.WriteHead();
        await growth.MeasureRegistriesAsync(registries);
        await growth.MeasureAuditAsync(repositories);
        await table.FinishAsync(options);
        return table.IsBelowTarget ? 1 : 0;
    }

    private async Task<List<(long Size, Product Product)>> RegistriesAsync()
    {
        var products = new List<(long, Product)>();
        foreach (var size in Options.Growth)
        {
            var workplace = await stage.WorkplaceAsync($"with-{size}");
            var product = await Product.StartAsync(workplace);
            await product.FillAsync();
            using (var load = product.Load(await RegisterRow.WorkAsync(product)))
            {
                await load.OnceAsync();
            }

            var (number, patient) = (RequestNumber.Last, product.Submitted.At(RequestNumber.Last));
            var few = product.Registered;
            await product.Audited();
            await workplace.StopAsync(product.Server);
            await EntryFill.Of(workplace.RegistryDatabase, number, patient).RunAsync(size);
            product = await Product.StartAsync(workplace);
            product.Registered = size == 0 ? few : EntryFill.Registrations(size);
            product.Asked = size == 0 ? product.Asked : EntryFill.Patients(size);
            products.Add((size, product));
        }

        return products;
    }

    private async Task MeasureRegistriesAsync(List<(long Size, Product Product)> products)
    {
        if (products.Count == 0)
        {
            return;
        }

        await MeasureAsync("query", products, product => AskAsync(
            product, Requests.FindDocuments, length => Answers.HasEntries(Product.EntriesOfPatient, length)));
        await MeasureAsync("query-ref", products, product => AskAsync(
            product, Requests.FindReferences, length => Answers.HasReferences(Product.EntriesOfPatient, length)));
        await MeasureAsync("get-documents", products, product => AskAsync(
            product, Requests.GetDocuments, length => Answers.HasEntries(1, length)));
        await MeasureAsync("10,000 of one", products, async product =>
        {
            var asked = product.Asked;
            product.Asked = new Numbers(EntryFill.LargePatient, 1);
            var load = await AskAsync(
                product, Requests.FindReferences,
                length => Answers.HasReferences(EntryFill.EntriesOfLargePatient, length));
            product.Asked = asked;
            return load;
        });
        await MeasureAsync("register", products, async product => product.Load(await RegisterRow.WorkAsync(product)));
        await MeasureAsync("provide", products, async product => product.Load(await ProvideRow.WorkAsync(product)));
    }

    private static async Task<ISide> AskAsync(
        Product product, Soap.OutgoingMessage question, Func<int, AnswerCheck> check)
    {
        var (work, _) = await QueryRow.WorkAsync(product, question, check);
        return product.Load(work);
    }

    private async Task<List<(long Size, Product Product)>> AuditRepositoriesAsync()
    {
        var products = new List<(long, Product)>();
        foreach (var size in Options.GrowthRecords)
        {
            var workplace = await stage.WorkplaceAsync($"records-{size}");
            var product = await Product.StartAsync(workplace);
            await product.Audited();
            await workplace.StopAsync(product.Server);
            if (size > 0)
            {
                await new RecordFill(new Database(workplace.AuditDatabase), new SyntheticRecords(size)).RunAsync(size);
            }

            products.Add((size, await Product.StartAsync(workplace)));
        }

        return products;
    }

    private async Task MeasureAuditAsync(List<(long Size, Product Product)> products)
    {
        if (products.Count > 0)
        {
            await MeasureAsync("audit", products, product => Task.FromResult<ISide>(new AuditSide(
                product.Server.Cost, product.SyslogPort, product.Workplace.ClientTls, Options.Clients, confirms: true,
                (_, _) => Task.CompletedTask)), "msg/s");
        }
    }

    private async Task MeasureAsync(
        string row, List<(long Size, Product Product)> products, Func<Product, Task<ISide>> start,
        string unit = "req/s")
    {
        var sides = new List<(long Size, ISide Side, List<Sample> Samples)>();
        foreach (var (size, product) in products)
        {
            Progress.Show($"{row}: warming up with {size}");
            var side = await start(product);
            await side.MeasureAsync(Options.WarmUp);
            sides.Add((size, side, []));
        }

        for (var round = 1; round <= Options.RoundCount; round++)
        {
            Progress.Show($"{row}: round {round} of {Options.RoundCount}");
            foreach (var (_, side, samples) in sides)
            {
                samples.Add(await side.MeasureAsync(Options.Round));
            }
        }

        Progress.Clear();
        table.Add(new GrowthResult(
            row, unit, [.. sides.Select(it => (it.Size, new SideResult(it.Samples, it.Side.PeakMemoryBytes)))]));
        sides.ForEach(it => (it.Side as IDisposable)?.Dispose());
    }
}
