using System.Globalization;
using XdsDmp.Atna;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry;
using XdsDmp.Repository;
using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Settings of one service that speak of another.</summary>
internal static class AgreementChecks
{
    private const string RegistryUrl = "Repository:RegistryUrl";

    public static void Run(CheckedSettings settings)
    {
        var services = settings.Services;
        if (services.Contains("Repository") && settings.Section<RepositoryOptions>("Repository") is { } repository)
        {
            CheckRegistryUrl(settings, repository);
            CheckContentStore(settings, repository);
        }

        if (services.Contains("Atna") && services.Count > 1 && settings[Receiver] is not null
            && settings.Section<AuditOptions>("Audit") is { } audit && settings.Section<AtnaOptions>("Atna") is { } atna
            && IsHere(audit.ReceiverHost, atna.PublicHost) && atna.Port > 0 && audit.ReceiverPort != atna.Port)
        {
            settings.Warn(
                Receiver, $"the audit repository of these settings listens on port {atna.Port.ToString(Plain)}",
                $"Audit:ReceiverPort={atna.Port.ToString(Plain)}, if that is the one meant");
        }
    }

    private const string Receiver = "Audit:ReceiverPort";

    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    private static void CheckRegistryUrl(CheckedSettings settings, RepositoryOptions repository)
    {
        if (!Uri.TryCreate(repository.RegistryUrl, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            settings.Error(
                RegistryUrl, $"'{repository.RegistryUrl}' is no https URL", "such as https://localhost:8443/registry");
            return;
        }

        // 'up' works it out where it is not set.
        if ((settings.IsUp && settings[RegistryUrl] is null) || !settings.Services.Contains("Registry")
            || settings.Section<RegistryOptions>("Registry") is not { Port: > 0 } registry
            || !IsHere(url.Host, registry.PublicHost))
        {
            return;
        }

        if (url.Port != registry.Port || url.AbsolutePath != "/registry")
        {
            var meant = new UriBuilder("https", registry.PublicHost, registry.Port, "registry").Uri;
            settings.Warn(
                RegistryUrl, $"the registry of these settings is at {meant}",
                $"{RegistryUrl}={meant}, if that is the one meant");
        }
    }

    /// <summary>A database that several instances can share, and documents that only one of them can reach.</summary>
    private static void CheckContentStore(CheckedSettings settings, RepositoryOptions repository)
    {
        if (repository.ContentStore == ContentStoreKind.Disk && Database.IsServer(repository.Database))
        {
            settings.Warn(
                "Repository:ContentStore",
                $"the documents are in {repository.ContentFolder}, where instances on other machines do not find them",
                "S3, or Sql for small sites; Disk if there is one instance, or the folder is one that all machines "
                    + "share");
        }
    }

    private static bool IsHere(string host, string publicHost) => host is "localhost" or "127.0.0.1" or "::1"
        || host.Equals(publicHost, StringComparison.OrdinalIgnoreCase);
}
