using Microsoft.Extensions.Configuration;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Reads settings as services would, and changes nothing: no folder, no key, no lock.</summary>
internal static class SettingSources
{
    /// <summary>As a service by itself reads them, these files in the place of the working folder's.</summary>
    public static CheckedSettings OfFiles(IReadOnlyList<string> files, IReadOnlyDictionary<string, string?> arguments)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        foreach (var file in files)
        {
            builder.AddJsonFile(
                File.Exists(file) ? Path.GetFullPath(file) : throw CommandException.Usage($"there is no file {file}"));
        }

        return new CheckedSettings(
            builder.AddEnvironmentVariables("XDSDMP_").AddInMemoryCollection(arguments).Build(), arguments,
            IsUp: false);
    }

    /// <summary>As <c>up</c> reads them; what its first start would make is not there to be checked.</summary>
    public static CheckedSettings OfData(DataFolder folder, IReadOnlyDictionary<string, string?> arguments)
    {
        var settings = new UpSettings(folder, arguments);
        settings.DefaultPaths();
        settings.DefaultPorts(null);
        if (!settings.HasOwnCertificates)
        {
            var pki = DevelopmentPkiFiles.In(folder.Pki);
            settings.DefaultCertificates(pki);
            settings.DefaultProfile(pki);
            settings.DefaultPlainFeed();
            settings.DefaultSystems();
        }

        foreach (var (key, path) in new[]
        {
            ("Security:Systems", folder.Systems), ("Security:AssertionIssuers", folder.AssertionIssuers),
        })
        {
            if (settings.Current[key] == path && !File.Exists(path))
            {
                settings.Default(key, "");
            }
        }

        if (string.IsNullOrEmpty(settings.Current["Repository:RepositoryUniqueId"]))
        {
            settings.Default("Repository:RepositoryUniqueId", Oid.Of(Guid.Empty));
        }

        return new CheckedSettings((IConfigurationRoot)settings.Current, arguments, IsUp: true);
    }
}
