using System.CommandLine;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>How the command is told where the other system is, and as whom it is asked.</summary>
internal sealed class ImportSourceOptions
{
    private readonly Option<string?> _registry = Text("--from-registry", "URL", "The other registry (ITI-18)");

    private readonly Option<string[]> _repositories = new("--from-repository")
    {
        HelpName = "[OID=]URL",
        Description = "A repository of the other system (ITI-43), one option each; without OID: for all that have none",
    };

    private readonly Option<string?> _certificate =
        Text("--from-cert", "FILE", "Client certificate for the other system, PEM [default: --cert]");
    private readonly Option<string?> _key = Text("--from-key", "FILE", "Its key, PEM [default: --key]");
    private readonly Option<string?> _ca =
        Text("--from-ca", "FILE", "Whom we trust there, PEM; or a trust folder [default: --ca]");
    private readonly Option<string?> _assertion =
        Text("--from-assertion", "FILE", "Send it this SAML assertion with every message");
    private readonly Option<bool> _sign = new("--from-sign-messages")
    {
        Description = "Sign the messages to it, and demand signed answers",
    };

    public void AddTo(Command command)
    {
        command.Add(_registry);
        command.Add(_repositories);
        foreach (var option in new[] { _certificate, _key, _ca, _assertion })
        {
            command.Add(option);
        }

        command.Add(_sign);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="target">What holds where nothing else is said.</param>
    /// <param name="state">Where the records about the other system wait for the audit repository.</param>
    public ImportSource Read(ParseResult parsed, ClientSettings target, string state)
    {
        var repositories = Repositories(parsed.GetValue(_repositories) ?? []);
        return new ImportSource(
            target with
            {
                Registry = UrlOf("--from-registry", parsed.GetValue(_registry)
                    ?? throw CommandException.Usage("--from-registry URL says where the other registry is")),
                Repository = null,
                AuditReceiver = target.AuditReceiver is { } receiver
                    ? receiver with { Outbox = Path.Combine(state, "outbox.db") }
                    : null,
                Certificate = parsed.GetValue(_certificate) ?? target.Certificate,
                Key = parsed.GetValue(_key) ?? target.Key,
                Trust = parsed.GetValue(_ca) ?? target.Trust,
                SignsMessages = parsed.GetValue(_sign),
                Assertion = AssertionOf(parsed.GetValue(_assertion)),
                RepositoryUniqueId = null,
            },
            repositories);
    }

    private static Dictionary<string, Uri> Repositories(string[] given)
    {
        if (given.Length == 0)
        {
            throw CommandException.Usage("--from-repository URL says where the documents of the other system are");
        }

        var repositories = new Dictionary<string, Uri>();
        foreach (var text in given)
        {
            var equals = text.IndexOf('=');
            var isNamed = equals > 0 && Oid.IsValid(text.AsSpan(0, equals));
            repositories[isNamed ? text[..equals] : ImportSource.Any] =
                UrlOf("--from-repository", isNamed ? text[(equals + 1)..] : text);
        }

        return repositories;
    }

    private static Uri UrlOf(string option, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw CommandException.Usage($"{option}: '{url}' is not an https URL");

    private static ReadOnlyMemory<byte> AssertionOf(string? file) =>
        file is null ? default : AssertionFile.Read(file);

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
