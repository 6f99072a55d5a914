using XdsDmp.Bench;
using XdsDmp.Bench.Mix;
using XdsDmp.Bench.Records;
using XdsDmp.Bench.Servers;

return args switch
{
    ["serve", var role, .. var rest] => await ServeCommand.RunAsync(role, rest),
    ["records", .. var rest] => await RecordsCommand.RunAsync(rest),
    ["mix", .. var rest] => await MixCommand.RunAsync(rest),
    _ => await Benchmark.RunAsync(args),
};
