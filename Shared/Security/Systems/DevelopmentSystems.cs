using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Security.Systems;

/// <summary>
/// The systems file that goes with development certificates: without it every one of them could do everything, and
/// nobody would notice before production. Certificates are known by name, since only the development authority issues
/// them, and a folder of keys that is made anew needs no other file.
/// </summary>
public static class DevelopmentSystems
{
    /// <summary>What a practice may ask of a DMP; without that profile nobody answers it.</summary>
    private const string Dmp = """
        "TD0.0", "TD0.2", "TD0.3", "TD0.4", "TD0.5", "TD1.1", "TD1.2",
                "TD1.3a", "TD1.3b", "TD1.4", "TD1.5a", "TD1.5b", "TD1.5d", "TD1.6"
        """;

    /// <summary>Writes the file unless it is there; true when it was written.</summary>
    public static bool Ensure(string path, DevelopmentPkiFiles pki, string repositoryUniqueId)
    {
        ArgumentNullException.ThrowIfNull(pki);
        if (File.Exists(path))
        {
            return false;
        }

        KeyFiles.WritePrivate(path, Text(pki, repositoryUniqueId));
        return true;
    }

    private static string Text(DevelopmentPkiFiles pki, string repositoryUniqueId) =>
        $$"""
        {
          // Who may do what; read again when it is saved. Explained by: xdsdmp domain check systems.json
          "version": "development-1",
          "systems": [
            {
              "name": "services",
              "kind": "node",
              "certificates": [ {{MarkOf(pki.Node)}} ],
              "transactions": [ "ITI-18", "ITI-20", "ITI-42" ],
              "sourceIds": "*",
              "repositories": [ "{{repositoryUniqueId}}" ],
              "assigningAuthorities": "*",
              "homeCommunityIds": "*"
            },
            {
              "name": "practice",
              "kind": "other",
              "certificates": [ {{MarkOf(pki.Practice)}} ],
              "transactions": [
                "ITI-8", "ITI-18", "ITI-20", "ITI-41", "ITI-42", "ITI-43", "ITI-44", "ITI-51", "ITI-57", "ITI-61",
                "ITI-62", "ITI-64", "ITI-86", "ITI-92", {{Dmp}}
              ],
              "sourceIds": "*",
              "repositories": "*",
              "assigningAuthorities": "*",
              "homeCommunityIds": "*"
            },
            {
              "name": "professional",
              "kind": "practice",
              "certificates": [ {{MarkOf(pki.Professional)}} ],
              "transactions": [
                "ITI-18", "ITI-41", "ITI-43", "ITI-57", {{Dmp}}
              ],
              "sourceIds": "*",
              "assigningAuthorities": "*",
              "homeCommunityIds": "*"
            },
            {
              "name": "auditor",
              "kind": "auditor",
              "certificates": [ {{MarkOf(pki.Auditor)}} ],
              "transactions": [ "ITI-81", "ITI-82" ]
            }
          ]
        }

        """;

    private static string MarkOf(NodeCertificateFiles files)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificatePath);
        return $$"""{ "subject": "{{certificate.Subject}}", "issuer": "{{certificate.Issuer}}" }""";
    }
}
