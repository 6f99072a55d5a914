using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Assertions.Checks;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Vihf;

/// <summary>Certificates against what a VIHF says: of which kind they are, and whose.</summary>
internal static class VihfCertificates
{
    /// <summary>The one code for certificates that the DMP is known to answer with.</summary>
    public const string InvalidCertificate = "DMPInvalidCertificate";

    private const string FinessGroup = "13", SirenGroup = "24", SiretGroup = "35", RppsGroup = "46", AdeliGroup = "01";

    /// <summary>
    /// A card has two certificates; the one for signatures says non-repudiation. A structure's certificate for TLS says
    /// what it is for by its extended key usage.
    /// </summary>
    public static void RequireSignatureCertificate(X509Certificate2 signer, VihfMode mode)
    {
        var usage = signer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages
            ?? X509KeyUsageFlags.None;
        var isForSignatures = mode == VihfMode.Direct
            ? usage.HasFlag(X509KeyUsageFlags.NonRepudiation)
            : usage.HasFlag(X509KeyUsageFlags.NonRepudiation)
                || (usage.HasFlag(X509KeyUsageFlags.DigitalSignature) && !IsForTls(signer));
        if (!isForSignatures)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurityToken, "VIHF: the certificate that signed it is not one for signatures")
            {
                Subcode = InvalidCertificate,
            };
        }
    }

    /// <summary>The professional's own certificates, or those of his structure.</summary>
    public static void RequireOwner(AssertionCase it, VihfContent content, VihfRules rules)
    {
        // Who passes it on has been told by his own check whose connection it was.
        var shown = it.Context.IsForwarded ? it.Signer : it.Context.TlsClient;
        if (shown is null)
        {
            throw AssertionCase.NotAllowed("VIHF: it was not sent over mutual TLS");
        }

        if (content.Mode == VihfMode.Direct)
        {
            RequirePerson(it.Signer!, content, rules, "that signed the VIHF");
            RequirePerson(shown, content, rules, "of the connection");
        }
        else
        {
            RequireStructure(it.Signer!, shown, content, rules);
        }
    }

    private static void RequirePerson(X509Certificate2 certificate, VihfContent content, VihfRules rules, string which)
    {
        if (!ValuesOf(certificate, rules.PersonFrom).Contains(content.UserId))
        {
            throw AssertionCase.NotAllowed($"VIHF: the certificate {which} is not that of the person it names");
        }
    }

    private static void RequireStructure(
        X509Certificate2 signer, X509Certificate2 shown, VihfContent content, VihfRules rules)
    {
        var signing = ValuesOf(signer, rules.StructureFrom).ToHashSet(StringComparer.Ordinal);
        var owned = signing.SelectMany(structure =>
            rules.DependentStructures.GetValueOrDefault(structure, []).Append(structure)).ToList();
        if (!owned.Contains(content.StructureId))
        {
            throw AssertionCase.NotAllowed(
                "VIHF: the structure is neither that of the certificate nor one that belongs to it");
        }

        if (!signing.Overlaps(ValuesOf(shown, rules.StructureFrom)))
        {
            throw AssertionCase.NotAllowed(
                "VIHF: the certificate of the connection is of another legal entity than the one that signed");
        }

        if (IsOfAnotherStructure(content.UserId, owned))
        {
            throw AssertionCase.NotAllowed("VIHF: the user's identifier is one of another structure");
        }
    }

    /// <summary>
    /// <c>structure/local</c>: the number behind the first digit is the structure's, whose kind the digit tells in
    /// another way than in a structure's own identifier (1 FINESS is 3 here).
    /// </summary>
    private static bool IsOfAnotherStructure(string userId, IReadOnlyList<string> owned)
    {
        var slash = userId.IndexOf('/', StringComparison.Ordinal);
        if (slash < 2)
        {
            return false;
        }

        var prefix = userId[..slash];
        return !owned.Any(structure => structure == prefix || (structure.Length == prefix.Length
            && structure[1..] == prefix[1..] && IsSameKind(structure[0], prefix[0])));
    }

    private static bool IsSameKind(char structure, char person) =>
        Array.Exists(
            [FinessGroup, SirenGroup, SiretGroup, RppsGroup, AdeliGroup],
            group => group[0] == structure && group[1] == person);

    private static IEnumerable<string> ValuesOf(X509Certificate2 certificate, IReadOnlyList<string> types)
    {
        var subject = DistinguishedName.SubjectOf(certificate);
        return types.SelectMany(subject.ValuesOf);
    }

    private static bool IsForTls(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(
            extension => extension.EnhancedKeyUsages.Cast<Oid>()).Any(usage => usage.Value
                is CertificateExtensions.ClientAuthentication or CertificateExtensions.ServerAuthentication);
}
