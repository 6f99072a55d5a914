using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Systems;

/// <summary>What of a certificate tells which system it stands for.</summary>
public sealed record CertificateFacts(
    string Fingerprint, string PublicKey, string Subject, string Issuer, string Serial, IReadOnlyList<string> Uris,
    IReadOnlyList<string> DnsNames)
{
    private const string AlternativeNames = "2.5.29.17";
    private const int DnsTag = 2;
    private const int UriTag = 6;

    public static CertificateFacts Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        (List<string> uris, List<string> dnsNames) = ([], []);
        ReadAlternativeNames(certificate, uris, dnsNames);
        return new CertificateFacts(
            Thumbprints.OfCertificate(certificate), Thumbprints.OfPublicKey(certificate), certificate.Subject,
            certificate.Issuer, SerialOf(certificate.SerialNumber), uris, dnsNames);
    }

    /// <summary>Serial numbers are written with and without leading zeros, colons and spaces.</summary>
    public static string SerialOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = string.Concat(text.Where(char.IsAsciiHexDigit)).ToUpperInvariant().TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static void ReadAlternativeNames(
        X509Certificate2 certificate, List<string> uris, List<string> dnsNames)
    {
        if (certificate.Extensions[AlternativeNames] is not { } extension)
        {
            return;
        }

        try
        {
            AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                Asn1Tag tag = names.PeekTag();
                if (tag.TagClass == TagClass.ContextSpecific && tag.TagValue is DnsTag or UriTag)
                {
                    (tag.TagValue == UriTag ? uris : dnsNames)
                        .Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            // Names that cannot be read name nobody.
            uris.Clear();
            dnsNames.Clear();
        }
    }
}
