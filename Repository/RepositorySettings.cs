using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Security.Trust;

namespace XdsDmp.Repository;

/// <summary>The repository's settings, tried without starting it.</summary>
public static class RepositorySettings
{
    /// <summary>A sentence for each mistake.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration)
    {
        var problems = new SettingProblems();
        if (problems.Try(() => configuration.Read<RepositoryOptions>("Repository")) is not { } options)
        {
            return problems.All;
        }

        problems.Try(() => RepositoryService.Checked(options));
        problems.Try(() => new ListenAddress(options.Address, options.Port, options.PublicHost).EndPoint);
        problems.Try(() => options.DocumentSigners.Length == 0
            ? null : new TrustStore(options.DocumentSigners, TimeProvider.System, _ => { }),
            "Repository:DocumentSigners");
        problems.Try(() => ContentStores.Checked(options));
        problems.Try(() => options.S3.TrustFolder.Length == 0
            ? null : new TrustStore(options.S3.TrustFolder, TimeProvider.System, _ => { }),
            "Repository:S3:TrustFolder");

        // A command may ask a human: it is not run for a check.
        if (options.MasterKeyCommand.Count == 0 || options.MasterKeyFile.Length > 0)
        {
            problems.Try(() => MasterKeys.Of(options));
        }

        return problems.All;
    }
}
