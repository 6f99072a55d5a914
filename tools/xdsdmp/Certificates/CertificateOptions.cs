using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Certificates;

/// <summary>What may be said of any certificate to be made.</summary>
internal sealed class CertificateOptions
{
    private static readonly Dictionary<string, KeyKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["p256"] = KeyKind.P256,
        ["rsa2048"] = KeyKind.Rsa2048,
        ["rsa3072"] = KeyKind.Rsa3072,
        ["rsa4096"] = KeyKind.Rsa4096,
    };

    private readonly Option<string?> _organization = new("--organization")
    {
        HelpName = "NAME",
        Description = "Organization in the subject",
    };

    private readonly Option<string?> _country =
        new("--country") { HelpName = "CC", Description = "Country, two letters" };

    private readonly Option<string> _key = new("--key-kind")
    {
        HelpName = string.Join('|', Kinds.Keys),
        Description = "Kind of key",
        DefaultValueFactory = _ => "p256",
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        HelpName = "DIR",
        Description = "Folder for the files",
        DefaultValueFactory = _ => ".",
    };

    public CertificateOptions() => _key.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Kinds.Keys]);

    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_key);
        command.Add(_organization);
        command.Add(_country);
    }

    public string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetRequiredValue(_out));

    public KeyKind Key(ParseResult parsed) => Kinds[parsed.GetRequiredValue(_key)];

    public CertificateSubject Subject(ParseResult parsed, string commonName)
    {
        var country = parsed.GetValue(_country);
        return country is null || (country.Length == 2 && country.All(char.IsAsciiLetter))
            ? new CertificateSubject(commonName, parsed.GetValue(_organization), country?.ToUpperInvariant())
            : throw CommandException.Usage($"--country: '{country}' is not a country code of two letters");
    }

    /// <summary>Neither the key nor a certificate that others may rely on is written over.</summary>
    public static void RefuseExisting(params string[] files)
    {
        if (Array.Find(files, File.Exists) is { } file)
        {
            throw CommandException.Failed(
                $"{file} exists and is not overwritten", "Choose another name or another --out DIR.");
        }
    }
}
