using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>The audit repository's settings, tried without starting it.</summary>
public static class AtnaSettings
{
    /// <summary>A sentence for each mistake.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration)
    {
        var problems = new SettingProblems();
        if (problems.Try(() => configuration.Read<AtnaOptions>("Atna")) is { } options)
        {
            problems.Try(options.Checked);
            problems.Try(() => options.PlainNetworks);
            problems.Try(() => new ListenAddress(options.Address, options.Port, options.PublicHost).EndPoint);
        }

        return problems.All;
    }
}
