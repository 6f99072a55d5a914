using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Registry.PatientIdentity.Mllp;

namespace XdsDmp.Registry;

/// <summary>The registry's settings, tried without starting it.</summary>
public static class RegistrySettings
{
    /// <summary>A sentence for each mistake; those of a file with their lines.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration)
    {
        var problems = new SettingProblems();
        if (problems.Try(() => configuration.Read<RegistryOptions>("Registry")) is not { } options)
        {
            return problems.All;
        }

        problems.Try(() => AffinityDomainFile.Load(options.AffinityDomain));
        problems.Try(() => PatientDomain.Of(options));
        problems.Try(() => ContentTypeSetting.Of(options));
        problems.Try(() => MllpPort.Checked(options));
        problems.Try(() => NetworkList.Parse("Registry:MllpPlainFrom", options.MllpPlainFrom));
        problems.Try(() => new ListenAddress(options.Address, options.Port, options.PublicHost).EndPoint);
        if (problems.Try<object>(() => ProfileSetting.Of(configuration)) is Profile.Dmp
            && problems.Try(() => configuration.Read<DmpOptions>("Dmp")) is { } dmp)
        {
            problems.Try(() => DmpAccess.Of(Profile.Dmp, dmp, TimeProvider.System));
            problems.Try(() => DmpProfile.RulesOf(dmp));
        }

        return problems.All;
    }
}
