using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace XdsDmp.Security.Trust;

/// <summary>
/// Reads a trust folder: .pem, .crt, .cer, .der and .crl files, in PEM (several objects a file) or DER. Sub-folders
/// and other files are not looked at. A path that is one such file stands for a folder of it alone.
/// </summary>
internal sealed class TrustFolder(string path)
{
    private const int MaxFiles = 10_000;
    private const long MaxFileBytes = 64 * 1024 * 1024;
    private static readonly string[] Extensions = [".pem", ".crt", ".cer", ".der", ".crl"];

    public string Fingerprint() => FileFingerprint.Of(Files());

    /// <exception cref="TrustException">One file is bad, or there is nobody to trust.</exception>
    public TrustSnapshot Read()
    {
        TrustFiles found = new();
        foreach (string file in Files())
        {
            ReadFile(file, found);
        }

        if (found.Authorities.Count + found.Pins.Count == 0)
        {
            throw new TrustException(path, "The trust folder holds no certificate; nobody could be trusted.");
        }

        return new TrustSnapshot(
            found.Authorities, found.Pins, [.. found.Lists.Select(list => Signed(list, found.Authorities))]);
    }

    private static void ReadFile(string file, TrustFiles found)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                throw new TrustException(file, $"The file is larger than {MaxFileBytes} bytes.");
            }

            byte[] content = File.ReadAllBytes(file);
            if (content.AsSpan().IndexOf("-----BEGIN "u8) >= 0)
            {
                ReadPem(file, Encoding.Latin1.GetString(content), found);
            }
            else if (Path.GetExtension(file).Equals(".crl", StringComparison.OrdinalIgnoreCase))
            {
                found.Lists.Add((file, RevocationListContent.Read(content)));
            }
            else
            {
                found.Add(X509CertificateLoader.LoadCertificate(content));
            }
        }
        catch (Exception bad) when (bad is CryptographicException or AsnContentException or ArgumentException
            or IOException or UnauthorizedAccessException)
        {
            throw new TrustException(file, $"Not readable as certificates or revocation lists: {bad.Message}", bad);
        }
    }

    private static void ReadPem(string file, string text, TrustFiles found)
    {
        ReadOnlySpan<char> rest = text;
        int count = 0;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            byte[] content = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            switch (rest[fields.Label])
            {
                case "CERTIFICATE" or "X509 CERTIFICATE":
                    found.Add(X509CertificateLoader.LoadCertificate(content));
                    break;
                case "X509 CRL":
                    found.Lists.Add((file, RevocationListContent.Read(content)));
                    break;
                default:
                    throw new TrustException(file, $"A trust folder holds no {rest[fields.Label]}.");
            }

            rest = rest[fields.Location.End..];
            count++;
        }

        // PemEncoding passes over what is not whole: a file still being written must not count as a shorter one.
        if (text.Split("-----BEGIN ").Length - 1 != count)
        {
            throw new TrustException(file, "The file holds a PEM block that is incomplete or damaged.");
        }
    }

    private static RevocationList Signed(
        (string File, RevocationListContent Content) list, IEnumerable<X509Certificate2> authorities)
    {
        X509Certificate2 issuer = authorities.FirstOrDefault(one => RevocationListSignature.IsBy(one, list.Content))
            ?? throw new TrustException(list.File, "No authority in the trust folder has signed this revocation list.");
        return new RevocationList(
            list.File, Thumbprints.OfPublicKey(issuer), list.Content.ThisUpdate, list.Content.NextUpdate,
            list.Content.Serials);
    }

    private List<string> Files()
    {
        if (File.Exists(path))
        {
            return [path];
        }

        try
        {
            List<string> files = [.. Directory.EnumerateFiles(path).Where(IsTrustFile).Take(MaxFiles + 1)];
            files.Sort(StringComparer.Ordinal);
            return files.Count <= MaxFiles
                ? files
                : throw new TrustException(path, $"The trust folder holds more than {MaxFiles} files.");
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
        {
            throw new TrustException(path, $"The trust folder cannot be read: {bad.Message}", bad);
        }
    }

    private static bool IsTrustFile(string file) =>
        !Path.GetFileName(file).StartsWith('.')
        && Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private sealed class TrustFiles
    {
        public List<X509Certificate2> Authorities { get; } = [];

        public List<X509Certificate2> Pins { get; } = [];

        public List<(string File, RevocationListContent Content)> Lists { get; } = [];

        public void Add(X509Certificate2 certificate)
        {
            bool isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>()
                .Any(constraints => constraints.CertificateAuthority);
            (isAuthority ? Authorities : Pins).Add(certificate);
        }
    }
}
