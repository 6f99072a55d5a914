using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NLog.Config;
using NLog.Extensions.Logging;
using NLog.Layouts;
using NLog.Targets;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Files;

namespace XdsDmp.Hosting;

/// <summary>
/// The services' logs: one line an event, in a file of the given folder or on the console. What carries health data or
/// tokens is never passed to a logger, so that no level shows it.
/// </summary>
public static class Logs
{
    private const string TextLayout =
        "${longdate:universalTime=true} ${level:uppercase=true:padding=-5} ${logger:shortName=true} "
        + "${scopeproperty:item=trace:whenEmpty=-} ${scopeproperty:item=exchange:whenEmpty=-} "
        + "${replace-newlines:${message}}"
        + "${onexception: ${exception:format=toString}}";

    public static ILoggerFactory Create(IConfiguration configuration)
    {
        var options = configuration.Read<LogOptions>("Logs");
        var rules = new LoggingConfiguration();
        rules.AddRule(LevelOf(options), NLog.LogLevel.Fatal, TargetOf(options));
        return LoggerFactory.Create(
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning)
            .AddNLog(rules));
    }

    internal static NLog.LogLevel LevelOf(LogOptions options)
    {
        try
        {
            return NLog.LogLevel.FromString(options.Level);
        }
        catch (ArgumentException)
        {
            throw new ConfigurationException(
                $"Logs:Level '{options.Level}' is none of Trace, Debug, Info, Warn, Error, Fatal");
        }
    }

    /// <summary>
    /// trace finds what repository and registry did for one caller; exchange is this request's own id, which errors
    /// name.
    /// </summary>
    private static Layout LayoutOf(LogOptions options) => options.Format == LogFormat.Text
        ? Layout.FromString(TextLayout)
        : new JsonLayout
        {
            IncludeEventProperties = true,
            MaxRecursionLimit = 0,
            ExcludeEmptyProperties = true,
            Attributes =
            {
                new JsonAttribute("time", "${date:universalTime=true:format=o}"),
                new JsonAttribute("level", "${level}"),
                new JsonAttribute("logger", "${logger}"),
                new JsonAttribute("trace", "${scopeproperty:item=trace}"),
                new JsonAttribute("exchange", "${scopeproperty:item=exchange}"),
                new JsonAttribute("message", "${message}"),
                new JsonAttribute("exception", "${exception:format=toString}"),
            },
        };

    private static TargetWithLayout TargetOf(LogOptions options)
    {
        if (string.IsNullOrEmpty(options.Folder))
        {
            return new ConsoleTarget("console") { Layout = LayoutOf(options), StdErr = true };
        }

        PrivateFiles.CreateFolder(options.Folder);
        return new FileTarget("file")
        {
            Layout = LayoutOf(options),
            FileName = Path.Combine(options.Folder, "xdsdmp.log"),
            ArchiveAboveSize = 64L * 1024 * 1024,
            MaxArchiveFiles = 10,
            KeepFileOpen = true,
        };
    }
}
