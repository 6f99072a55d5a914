using Microsoft.Extensions.Configuration;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Systems;
using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.Configuration;

/// <summary>The settings that every service has, tried without starting one.</summary>
public static class NodeSettings
{
    /// <summary>A sentence for each mistake.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var problems = new SettingProblems();
        var clock = TimeProvider.System;
        if (problems.Try(() => configuration.Read<SecurityOptions>("Security")) is { } security)
        {
            problems.Try(() => MessageSecurityParts.RulesOf(security));
            problems.Try(
                () => SystemRegister.Open(security.Systems, clock, _ => { }, (_, _) => { }), "Security:Systems");
            problems.Try(() => security.SignerFolder.Length == 0
                ? null : new TrustStore(security.SignerFolder, clock, _ => { }), "Security:SignerFolder");
            problems.Try(() => security.AssertionIssuers.Length == 0
                ? null : new AssertionIssuerFile(security.AssertionIssuers, clock, _ => { }),
                "Security:AssertionIssuers");
            problems.Try<object>(() => security.AssertionIssuers.Length == 0
                && (security.Vihf == Requirement.Required || security.Xua == Requirement.Required)
                ? throw new ConfigurationException(
                    "Security:AssertionIssuers is not set: nobody could give the assertion that is required")
                : security);
        }

        problems.Try(() => configuration.Read<HealthOptions>("Health").Checked());
        problems.Try(() => TelemetryExport.Collector(configuration.Read<TelemetryOptions>("Telemetry")));
        problems.Try<object>(() => Logs.LevelOf(configuration.Read<LogOptions>("Logs")));
        problems.Try<object>(() => ProfileSetting.Of(configuration));
        return problems.All;
    }
}
