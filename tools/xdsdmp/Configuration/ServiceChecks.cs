using XdsDmp.Atna;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry;
using XdsDmp.Repository;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>What each service itself says of its settings, the files of rules and systems included.</summary>
internal static class ServiceChecks
{
    public static void Run(CheckedSettings settings)
    {
        Tell(settings, "Security", NodeSettings.Problems(settings.Root));
        foreach (var service in settings.Services)
        {
            Tell(settings, service, service switch
            {
                "Registry" => RegistrySettings.Problems(settings.Root),
                "Repository" => RepositorySettings.Problems(settings.Root),
                _ => AtnaSettings.Problems(settings.Root),
            });
        }
    }

    /// <summary>Values that cannot be read, and unknown keys, were told one by one before.</summary>
    private static void Tell(CheckedSettings settings, string section, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Where(problem => !problem.StartsWith("section ", StringComparison.Ordinal)))
        {
            var key = KnownSettings.All.Keys.Where(key => problem.Contains(key, StringComparison.Ordinal))
                .MaxBy(key => key.Length);
            settings.Error(key ?? section, problem, "see the setting's row in the README");
        }
    }
}
