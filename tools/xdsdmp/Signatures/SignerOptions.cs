using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>Who signs, in what form, and why.</summary>
internal sealed class SignerOptions
{
    private readonly Option<string?> _certificate;
    private readonly Option<string?> _key;
    private readonly Option<string> _style = new("--style")
    {
        HelpName = "dsg|dmp",
        Description = "dsg: XAdES 1.3.2 of the IHE profile; dmp: XAdES 1.1.1 as software for the DMP sends it",
        DefaultValueFactory = _ => "dsg",
    };

    private readonly Option<string> _purpose = new("--purpose")
    {
        HelpName = "NAME|OID",
        Description = "Why: author, verification, consent, source … (ASTM E1762)",
        DefaultValueFactory = _ => "source",
    };

    private readonly Option<bool> _pss = new("--pss") { Description = "RSA-PSS instead of PKCS #1, with an RSA key" };

    /// <param name="certificate">Name of the option with the signer's certificate.</param>
    /// <param name="key">Name of the option with its key.</param>
    /// <param name="usual">Who signs without these options.</param>
    public SignerOptions(string certificate, string key, string usual)
    {
        _certificate = new(certificate)
        {
            HelpName = "FILE",
            Description = $"Signer's certificate, PEM {usual}".Trim()
        };
        _key = new(key) { HelpName = "FILE", Description = "Its key, PEM" };
        _style.AcceptOnlyFromAmong("dsg", "dmp");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _certificate, _key, _style, _purpose, _pss })
        {
            command.Add(option);
        }
    }

    public SignatureStyle Style(ParseResult parsed) =>
        parsed.GetValue(_style) == "dmp" ? SignatureStyle.Dmp : SignatureStyle.Dsg;

    public Code Purpose(ParseResult parsed) => SignaturePurpose.Find(parsed.GetRequiredValue(_purpose))
        ?? throw CommandException.Usage(
            $"--purpose: '{parsed.GetValue(_purpose)}' is none of ASTM E1762",
            string.Join(", ", SignaturePurpose.All.Select(code => code.DisplayName)));

    public SignatureMethod Method(ParseResult parsed, X509Certificate2 signer) =>
        SignatureMethod.For(signer, parsed.GetValue(_pss));

    /// <summary>Certificate with its key.</summary>
    public X509Certificate2 Signer(ParseResult parsed, string? usualCertificate = null, string? usualKey = null)
    {
        var certificate = parsed.GetValue(_certificate) ?? usualCertificate
            ?? throw CommandException.Usage($"who signs? {_certificate.Name} FILE and {_key.Name} FILE are needed");
        var key = parsed.GetValue(_key) ?? (parsed.GetValue(_certificate) is null ? usualKey : null)
            ?? throw CommandException.Usage($"{_key.Name} FILE is needed: the key of {certificate}");
        try
        {
            return NodeCertificate.Load(certificate, key).Certificate;
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage(
                $"{certificate} and {key} are no certificate with its key: {wrong.Message}", cause: wrong);
        }
    }
}
