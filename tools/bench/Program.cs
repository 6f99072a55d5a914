using XdsDmp.Bench;
using XdsDmp.Bench.Servers;

return args is ["serve", var role, .. var rest]
    ? await ServeCommand.RunAsync(role, rest)
    : await Benchmark.RunAsync(args);
