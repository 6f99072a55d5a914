using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The file of assertion issuers beside the development certificates: those whose keys <c>xdsdmp vihf</c> signs with.
/// Never for real data: whoever reads the folder can pose as any user.
/// </summary>
internal static class DevelopmentIssuers
{
    public const string XuaIssuer = "urn:xdsdmp:development:issuer";
    public const string Audience = "urn:xdsdmp:development";

    /// <summary>What the setting <c>Dmp:Portals</c> knows the portal by.</summary>
    public const string Portal = "development portal";

    private static string Content(string more) => $$"""
        // Issuers of assertions for development, made by the program: whoever can read pki/ can sign as them.
        {
          "version": "development-1",
          "issuers": [
            {
              "name": "development VIHF",
              "kind": "vihf",
              "issuer": "signer",
              "certificates": "pki/assertion-trust",
              "requiredAttributes": ["LPS_Nom", "LPS_Version", "LPS_ID_HOMOLOGATION_DMP"]
            },
            {
              "name": "development XUA",
              "kind": "xua",
              "issuer": "{{XuaIssuer}}",
              "certificates": "pki/issuer.pem",
              "audiences": ["{{Audience}}"]
            }{{more}}
          ]
        }

        """;

    /// <summary>Makes the file unless it is there.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="portal">Signs for patients: its certificate; null without a DMP.</param>
    public static void Ensure(DataFolder folder, NodeCertificateFiles? portal = null)
    {
        if (!File.Exists(folder.AssertionIssuers))
        {
            KeyFiles.WritePublic(folder.AssertionIssuers, Content(portal is null ? "" : Text(folder, portal)));
        }
    }

    /// <summary>By its own name and certificate: nobody else of the same authority may speak for patients.</summary>
    private static string Text(DataFolder folder, NodeCertificateFiles portal)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(portal.CertificatePath);
        return $$"""
            ,
                {
                  "name": "{{Portal}}",
                  "kind": "vihf",
                  "issuer": "{{certificate.Subject}}",
                  "certificates": "{{Path.GetRelativePath(folder.Root, portal.CertificatePath).Replace('\\', '/')}}"
                }
            """;
    }
}
