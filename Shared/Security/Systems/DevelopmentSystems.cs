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
                "TD1.3a", "TD1.3b", "TD1.4", "TD1.5a", "TD1.5b", "TD1.5d", "TD1.6", "DMP-TRACES"
        """;

    /// <summary>Writes the file unless it is there; true when it was written.</summary>
    /// <param name="path">Where.</param>
    /// <param name="pki">The certificates of every development installation.</param>
    /// <param name="repositoryUniqueId">For which the services register.</param>
    /// <param name="users">Of a DMP: those who work with it. The registry then shows them the audit trail.</param>
    public static bool Ensure(
        string path, DevelopmentPkiFiles pki, string repositoryUniqueId, IReadOnlyList<DevelopmentUser>? users = null)
    {
        ArgumentNullException.ThrowIfNull(pki);
        if (File.Exists(path))
        {
            return false;
        }

        KeyFiles.WritePrivate(path, Text(pki, repositoryUniqueId, users ?? []));
        return true;
    }

    private static string Text(
        DevelopmentPkiFiles pki, string repositoryUniqueId, IReadOnlyList<DevelopmentUser> users) =>
        $$"""
        {
          // Who may do what; read again when it is saved. Explained by: xdsdmp domain check systems.json
          "version": "development-1",
          "systems": [
            {
              "name": "services",
              "kind": "node",
              "certificates": [ {{MarkOf(pki.Node)}} ],
              "transactions": [ "ITI-18", "ITI-20", "ITI-42"{{(users.Count > 0 ? ", \"ITI-81\"" : "")}} ],
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
            }{{string.Concat(users.Select(Text))}}
          ]
        }

        """;

    private static string Text(DevelopmentUser user) =>
        $$"""
        ,
            {
              "name": "{{user.Name}}",
              "kind": "practice",
              "certificates": [ {{MarkOf(user.Files)}} ],
              "transactions": [
                "ITI-18", "ITI-20", "ITI-41", "ITI-43", "ITI-57", {{Dmp}}
              ],
              "sourceIds": "*",
              "assigningAuthorities": "*",
              "homeCommunityIds": "*"
            }
        """;

    private static string MarkOf(NodeCertificateFiles files)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificatePath);
        return $$"""{ "subject": "{{certificate.Subject}}", "issuer": "{{certificate.Issuer}}" }""";
    }
}

/// <summary>A system of a development installation beside those that every one has.</summary>
/// <param name="Name">As it stands in the systems file.</param>
/// <param name="Files">The certificate that opens its connections.</param>
public sealed record DevelopmentUser(string Name, NodeCertificateFiles Files);
