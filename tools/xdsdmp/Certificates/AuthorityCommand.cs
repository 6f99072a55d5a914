using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Certificates;

/// <summary><c>certificates ca</c>: a new root.</summary>
internal static class AuthorityCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "Its name (CN)",
        DefaultValueFactory = _ => "XdsDmp CA",
    };

    private static readonly Option<int> Years =
        new("--years") { Description = "Validity, 1 to 30", DefaultValueFactory = _ => 10 };

    private static readonly CertificateOptions Options = new();

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "ca", "Make a certificate authority: DIR/ca.pem and DIR/ca.key.", details: "",
            "xdsdmp certificates ca 'Practice network CA' --out ./pki --organization 'Practice'")
        {
            Name, Years,
        };
        Options.AddTo(command);
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var years = parsed.GetValue(Years);
        if (years is < 1 or > 30)
        {
            throw CommandException.Usage($"--years {years}: 1 to 30 are accepted");
        }

        var folder = Options.Folder(parsed);
        var (certificate, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key"));
        CertificateOptions.RefuseExisting(certificate, key);
        using var authority = CertificateAuthority.Create(
            Options.Subject(parsed, parsed.GetRequiredValue(Name)), TimeProvider.System, Options.Key(parsed), years);
        authority.Save(certificate, key);
        CertificateLines.Write(authority.Certificate, certificate, key);
        Screen.Error.MarkupLine(
            "[yellow]keep the key to yourself:[/] whoever has it can pose as any system that trusts this CA");
        return ExitCode.Done;
    }
}
