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

    private const string Content = $$"""
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
            }
          ]
        }

        """;

    /// <summary>Makes the file unless it is there.</summary>
    public static void Ensure(DataFolder folder)
    {
        if (!File.Exists(folder.AssertionIssuers))
        {
            KeyFiles.WritePublic(folder.AssertionIssuers, Content);
        }
    }
}
