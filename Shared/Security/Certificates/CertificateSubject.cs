using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>The name a certificate is made for.</summary>
public sealed record CertificateSubject(string CommonName, string? Organization = null, string? CountryCode = null)
{
    /// <summary>In France the national identifier of the structure, where the certificate is a structure's.</summary>
    public string? OrganizationalUnit { get; init; }

    internal X500DistinguishedName ToDistinguishedName()
    {
        // The builder takes the parts from the most to the least specific, and encodes them the other way round.
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName(CommonName);
        if (OrganizationalUnit is not null)
        {
            name.AddOrganizationalUnitName(OrganizationalUnit);
        }

        if (Organization is not null)
        {
            name.AddOrganizationName(Organization);
        }

        if (CountryCode is not null)
        {
            name.AddCountryOrRegion(CountryCode);
        }

        return name.Build();
    }
}
