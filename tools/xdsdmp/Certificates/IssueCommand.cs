using System.CommandLine;
using System.Net;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Certificates;

/// <summary><c>certificates server</c> and <c>certificates client</c>.</summary>
internal sealed class IssueCommand
{
    private readonly CertificatePurpose _purpose;
    private readonly CertificateOptions _options = new();
    private readonly Argument<string[]> _names;

    private readonly Option<string?> _file = new("--name")
    {
        HelpName = "NAME",
        Description = "File names: NAME.pem and NAME.key [default: after the first name]",
    };

    private readonly Option<string?> _ca =
        new("--ca") { HelpName = "FILE", Description = "The CA [default: DIR/ca.pem]" };
    private readonly Option<string?> _caKey =
        new("--ca-key") { HelpName = "FILE", Description = "Its key [default: DIR/ca.key]" };
    private readonly Option<int> _days = new("--days")
    {
        Description = $"Validity, at most {CertificateOrder.MaxValidityDays}",
        DefaultValueFactory = _ => 730,
    };

    private readonly Option<bool> _renew = new("--renew")
    {
        Description = "A new certificate for the key that is there, over the old certificate",
    };

    private IssueCommand(
        string name, string description, Argument<string[]> names, CertificatePurpose purpose, string[] examples)
    {
        _purpose = purpose;
        _names = names;
        Command = new ExampleCommand(name, description, details: "", examples)
        {
            _names, _file, _ca, _caKey, _days, _renew,
        };
        _options.AddTo(Command);
        Command.Run(Run);
    }

    private ExampleCommand Command { get; }

    public static Command CreateServer() => new IssueCommand(
        "server", "Issue a certificate for a service. It may open connections as well, as services here do.",
        new Argument<string[]>("HOST")
        {
            Description = "Host names and IP addresses by which others call it",
            Arity = ArgumentArity.OneOrMore,
        },
        CertificatePurpose.Node,
        ["xdsdmp certificates server xds.example.org 192.0.2.7 --out ./pki"]).Command;

    public static Command CreateClient() => new IssueCommand(
        "client", "Issue a certificate for a client system.",
        new Argument<string[]>("NAME") { Description = "Name of the system (CN)", Arity = ArgumentArity.OneOrMore },
        CertificatePurpose.Client,
        ["xdsdmp certificates client 'practice software' --name practice --out ./pki"]).Command;

    private int Run(ParseResult parsed)
    {
        var days = parsed.GetValue(_days);
        if (days is < 1 or > CertificateOrder.MaxValidityDays)
        {
            throw CommandException.Usage($"--days {days}: 1 to {CertificateOrder.MaxValidityDays} are accepted");
        }

        var names = parsed.GetRequiredValue(_names);
        if (names.Length > 1 && _purpose == CertificatePurpose.Client)
        {
            throw CommandException.Usage(
                $"a client has one name, {names.Length} are given", "Put a name with blanks in quotes.");
        }

        var folder = _options.Folder(parsed);
        var stem = Path.Combine(folder, FileNameOf(parsed.GetValue(_file) ?? names[0]));
        var (certificate, key) = (stem + ".pem", stem + ".key");
        using var authority = LoadAuthority(parsed, folder);
        using var issued = Issue(parsed, authority, OrderOf(parsed, names, days), certificate, key);
        CertificateLines.Write(issued.Certificate, certificate, key);
        return ExitCode.Done;
    }

    private IssuedCertificate Issue(
        ParseResult parsed, CertificateAuthority authority, CertificateOrder order, string certificate, string key)
    {
        if (!parsed.GetValue(_renew))
        {
            CertificateOptions.RefuseExisting(certificate, key);
            var issued = authority.Issue(order);
            issued.Save(certificate, key);
            return issued;
        }

        if (!File.Exists(key))
        {
            throw CommandException.Failed($"there is no key {key} to renew the certificate of");
        }

        var renewed = authority.Issue(order, CertificateKey.FromPem(File.ReadAllText(key)));
        renewed.SaveCertificate(certificate);
        return renewed;
    }

    private CertificateOrder OrderOf(ParseResult parsed, string[] names, int days)
    {
        var isServer = _purpose.HasFlag(CertificatePurpose.Server);
        var addresses = isServer ? names.Where(IsAddress).Select(IPAddress.Parse).ToList() : [];
        var hosts = isServer ? names.Where(name => !IsAddress(name)).ToList() : [];
        if (hosts.Find(host => !IsHostName(host)) is { } wrong)
        {
            throw CommandException.Usage($"'{wrong}' is neither a host name nor an IP address");
        }

        return new CertificateOrder(_options.Subject(parsed, names[0]), _purpose)
        {
            DnsNames = hosts,
            IpAddresses = addresses,
            Key = _options.Key(parsed),
            ValidityDays = days,
        };
    }

    private CertificateAuthority LoadAuthority(ParseResult parsed, string folder)
    {
        var certificate = parsed.GetValue(_ca) ?? Path.Combine(folder, "ca.pem");
        var key = parsed.GetValue(_caKey) ?? Path.Combine(folder, "ca.key");
        foreach (var file in new[] { certificate, key })
        {
            if (!File.Exists(file))
            {
                throw CommandException.Usage(
                    $"there is no {file}",
                    "Make an authority with 'xdsdmp certificates ca', or name it: --ca FILE --ca-key FILE");
            }
        }

        return CertificateAuthority.Load(certificate, key, TimeProvider.System);
    }

    private static bool IsAddress(string name) => IPAddress.TryParse(name, out _);

    private static bool IsHostName(string name) =>
        Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Dns;

    internal static string FileNameOf(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'))
            .TrimStart('.');
}
