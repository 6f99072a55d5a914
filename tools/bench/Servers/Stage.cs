namespace XdsDmp.Bench.Servers;

/// <summary>
/// What most rows share: the three services with the usual entries in them, and the bare server, each started when the
/// first row needs it.
/// </summary>
internal sealed class Stage(BenchOptions options, Surroundings surroundings) : IAsyncDisposable
{
    private readonly List<Workplace> _workplaces = [];
    private readonly Stack<object> _others = [];
    private Product? _product;
    private ServerProcess? _bare;

    public BenchOptions Options => options;

    public Surroundings Surroundings => surroundings;

    /// <summary>A folder and databases for servers of their own.</summary>
    public async Task<Workplace> WorkplaceAsync(string name, Surroundings? others = null)
    {
        var workplace = await Workplace.CreateAsync(
            Path.Combine(options.Data, name), options.Clients, others ?? surroundings);
        _workplaces.Add(workplace);
        return workplace;
    }

    /// <summary>The services with their defaults, and what <see cref="Product.FillAsync"/> puts in.</summary>
    public async Task<Product> ProductAsync()
    {
        if (_product is null)
        {
            _product = await Product.StartAsync(await WorkplaceAsync("services"));
            await _product.FillAsync();
        }

        return _product;
    }

    /// <summary>The address of the bare server that answers so.</summary>
    public async Task<(ServerProcess Server, Uri Url)> BareAsync(
        string path, byte[] answer, bool isMutual = true)
    {
        var file = Path.Combine(options.Data, $"{Guid.NewGuid():n}");
        await File.WriteAllBytesAsync(file, answer);
        return await BareAsync(path, file, isMutual);
    }

    public async Task<(ServerProcess Server, Uri Url)> BareAsync(string path, string file, bool isMutual = true)
    {
        var product = await ProductAsync();
        _bare ??= await product.Workplace.StartAsync("bare");
        var name = $"{Guid.NewGuid():n}";
        await _bare.AskAsync($"{name} {file}");
        return (_bare, new Uri(new Uri(_bare.Greeting.Split(' ')[isMutual ? 0 : 1]), $"{path}/{name}"));
    }

    /// <summary>It ends with the stage.</summary>
    public T Keep<T>(T server)
        where T : class
    {
        _others.Push(server);
        return server;
    }

    /// <summary>Ends what one row has started for itself.</summary>
    public async Task EndRowAsync()
    {
        while (_others.TryPop(out var other))
        {
            if (other is IAsyncDisposable server)
            {
                await server.DisposeAsync();
            }
            else
            {
                (other as IDisposable)?.Dispose();
            }
        }

        foreach (var workplace in _workplaces.Where(it => it != _product?.Workplace).ToList())
        {
            _workplaces.Remove(workplace);
            await workplace.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _product = null;
        await EndRowAsync();
    }
}
