using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Certificates;

/// <summary><c>certificates show</c>: what stands in certificate files.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Certificates, PEM (several in a file) or DER",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "show", "Show subject, names, validity, usage and fingerprint of certificates.", details: "",
            "xdsdmp certificates show ./data/pki/node.pem")
        {
            Files, Json,
        };
        command.Run(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var certificates = parsed.GetRequiredValue(Files).SelectMany(Read).ToList();
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(certificates.Select(c => CertificateLines.Json(c.Certificate, c.File)));
        }
        else
        {
            certificates.ForEach(c => CertificateLines.Write(c.Certificate, c.File, keyFile: null));
        }

        return ExitCode.Done;
    }

    private static IEnumerable<(string File, X509Certificate2 Certificate)> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"there is no {file}");
        }

        X509Certificate2Collection found = [];
        var content = File.ReadAllBytes(file);
        if (content.AsSpan().IndexOf("-----BEGIN "u8) >= 0)
        {
            found.ImportFromPem(System.Text.Encoding.Latin1.GetString(content));
        }
        else
        {
            found.Add(X509CertificateLoader.LoadCertificate(content));
        }

        return found.Count > 0
            ? found.Select(c => (file, c))
            : throw CommandException.Failed($"{file} holds no certificate");
    }
}
