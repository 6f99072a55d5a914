using System.CommandLine;
using System.Xml;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Documents;

/// <summary>How a client command is told where the services are and which certificate to show them.</summary>
internal sealed class ClientOptions
{
    private readonly Option<string?> _data = Text(
        "--data", "DIR", $"Data folder of a running 'up' [default: {DataFolder.Variable}, else ./data]");

    private readonly Option<string?> _endpoints =
        Text("--endpoints", "FILE", "Read this endpoints.json instead of DIR's");
    private readonly Option<string?> _registry =
        Text("--registry", "URL", "Registry, instead of the one in endpoints.json");
    private readonly Option<string?> _repository = Text("--repository", "URL", "Repository, likewise");
    private readonly Option<string?> _audit =
        Text("--audit", "HOST:PORT", "Where audit messages go; 'none' sends none");
    private readonly Option<string?> _certificate = Text("--cert", "FILE", "Client certificate, PEM");
    private readonly Option<string?> _key = Text("--key", "FILE", "Its key, PEM");
    private readonly Option<string?> _ca =
        Text("--ca", "FILE", "Certificates of those we trust, PEM; or a trust folder");
    private readonly Option<int> _timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long to wait for an answer to begin, sending included",
        DefaultValueFactory = _ => 3600,
    };

    private readonly Option<bool> _sign = new("--sign-messages")
    {
        Description = "Sign messages with the client's key (WS-Security) and demand signed answers",
    };

    private readonly Option<string?> _assertion =
        Text("--assertion", "FILE", "Send this SAML assertion (a VIHF, for instance) with every message");

    private readonly Option<string?> _authority =
        Text("--authority", "OID", "Assigning authority of patient ids without one");

    public void AddTo(Command command)
    {
        foreach (var option in new[]
        {
            _data, _endpoints, _registry, _repository, _audit, _certificate, _key, _ca, _authority, _assertion,
        })
        {
            command.Add(option);
        }

        command.Add(_sign);
        command.Add(_timeout);
    }

    public ClientSettings Read(ParseResult parsed)
    {
        var endpoints = EndpointsOf(parsed);
        return new ClientSettings
        {
            Registry = UrlOf(parsed.GetValue(_registry) ?? endpoints.Registry, "--registry"),
            Repository = UrlOf(parsed.GetValue(_repository) ?? endpoints.Repository, "--repository"),
            AuditReceiver = parsed.GetValue(_audit) is { } given
                ? AuditReceiver.OfCommandLine(given)
                : AuditReceiver.OfInstallation(FolderOf(parsed), endpoints.SyslogTls),
            Certificate = Needed(parsed.GetValue(_certificate) ?? endpoints.ClientCertificate, "--cert"),
            Key = Needed(parsed.GetValue(_key) ?? endpoints.ClientKey, "--key"),
            Trust = Needed(parsed.GetValue(_ca) ?? endpoints.Ca, "--ca"),
            Timeout = TimeoutOf(parsed.GetValue(_timeout)),
            SignsMessages = parsed.GetValue(_sign) || endpoints.MessageSignature == "Required",
            Assertion = AssertionOf(parsed.GetValue(_assertion)),
            IsDmp = endpoints.Patients is not null,
            RepositoryUniqueId = endpoints.RepositoryUniqueId,
            AssigningAuthority = parsed.GetValue(_authority) ?? endpoints.AssigningAuthority,
        };
    }

    public DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(
        parsed.GetValue(_endpoints) is { } file
            ? Path.GetDirectoryName(Path.GetFullPath(file))
            : parsed.GetValue(_data));

    private Endpoints EndpointsOf(ParseResult parsed)
    {
        var file = parsed.GetValue(_endpoints) ?? DataFolder.Of(parsed.GetValue(_data)).Endpoints;
        if (File.Exists(file))
        {
            var endpoints = Endpoints.Read(file);
            return DataFolderLock.IsRunning(endpoints.Pid)
                ? endpoints
                : throw CommandException.Failed(
                    $"{file} is of process {endpoints.Pid}, which is gone", "Start the services: xdsdmp up");
        }

        var isSelfContained = parsed.GetValue(_certificate) is not null
            && (parsed.GetValue(_registry) ?? parsed.GetValue(_repository)) is not null;
        return isSelfContained && parsed.GetValue(_endpoints) is null
            ? new Endpoints()
            : throw CommandException.Usage(
                $"there is no {file}",
                $"Start the services ('xdsdmp up --data {Path.GetDirectoryName(file)}'), or name them: "
                + "--registry URL --repository URL --cert FILE --key FILE --ca FILE");
    }

    private static ReadOnlyMemory<byte> AssertionOf(string? file)
    {
        try
        {
            return file is null ? default : AssertionFile.Read(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or XmlException)
        {
            throw CommandException.Usage($"--assertion {file}: {wrong.Message}", cause: wrong);
        }
    }

    private static TimeSpan TimeoutOf(int seconds) => seconds is > 0 and <= 86_400
        ? TimeSpan.FromSeconds(seconds)
        : throw CommandException.Usage($"--timeout {seconds}: 1 to 86400 seconds are accepted");

    private static Uri? UrlOf(string? url, string option) => url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri
        : throw CommandException.Usage($"{option}: '{url}' is not an https URL");

    private static string Needed(string? file, string option) =>
        file ?? throw CommandException.Usage($"endpoints.json names none: {option} FILE is needed");

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
