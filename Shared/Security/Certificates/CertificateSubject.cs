using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>The name a certificate is made for.</summary>
public sealed record CertificateSubject(string CommonName, string? Organization = null, string? CountryCode = null)
{
    internal X500DistinguishedName ToDistinguishedName()
    {
        X500DistinguishedNameBuilder name = new();
        if (CountryCode is not null)
        {
            name.AddCountryOrRegion(CountryCode);
        }

        if (Organization is not null)
        {
            name.AddOrganizationName(Organization);
        }

        name.AddCommonName(CommonName);
        return name.Build();
    }
}
