using System.Globalization;
using System.Text;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>Who and what there is: as a table on the screen, and in French as <c>DIR/sandbox/README.md</c>.</summary>
internal static class SandboxOverview
{
    public static void Write(
        SandboxFolder folder, Endpoints endpoints, IReadOnlyList<SandboxRequest> requests)
    {
        WriteFiles(folder, endpoints, requests);
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumns("[bold]INS[/]", "[bold]Patient[/]", "[bold]Documents[/]", "[bold]About[/]");
        foreach (var patient in SandboxPatients.All)
        {
            table.AddRow(
                patient.Ins.Extension, Screen.Text(patient.FullName), CountOf(patient), Screen.Text(patient.About));
        }

        Screen.Out.Write(table);
        Screen.Out.MarkupLine(
            $"{SandboxProfessionals.All.Count} professionals with certificates and VIHF, requests for curl: "
            + Screen.Text(folder.ReadMe));
    }

    /// <summary>What has the addresses and certificates of this moment in it.</summary>
    public static void WriteFiles(
        SandboxFolder folder, Endpoints endpoints, IReadOnlyList<SandboxRequest> requests)
    {
        WriteVihf(folder);
        File.WriteAllText(folder.ReadMe, Text(folder, endpoints) + RequestsText(requests));
    }

    private static string CountOf(SandboxPatient patient) => SandboxDocuments.All
        .Count(document => document.Patient == patient.Number).ToString(CultureInfo.InvariantCulture);

    private static string Text(SandboxFolder folder, Endpoints endpoints)
    {
        var text = new StringBuilder().Append(
            $"""
            # Bac à sable

            Tout ici est inventé : patients, professionnels, structures, documents. Aucun certificat ne vaut ailleurs.

            | Service | Adresse |
            |-|-|
            | Registre | {endpoints.Registry} |
            | Entrepôt | {endpoints.Repository} |
            | Traces (FHIR) | {endpoints.AuditFhir} |

            ## Professionnels

            `tls.pem`/`tls.key` ouvrent la connexion, `signature.pem`/`signature.key` signent VIHF et lots ;
            `vihf.xml` est un VIHF pour PATIENT UN, valable une heure ; `vihf.sh` le refait.

            | Dossier | Qui | Identifiant | Structure | Mode |
            |-|-|-|-|-|

            """);
        foreach (var one in SandboxProfessionals.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| `{one.Key}/` | {one.Title} | {one.Id} | {one.Structure.Id} {one.Structure.Name} | {one.Mode} |");
        }

        text.Append(
            """

            ## Patients

            | INS (1.2.250.1.213.1.4.10) | Identité | Né(e) le | Documents | Cas |
            |-|-|-|-|-|

            """);
        foreach (var patient in SandboxPatients.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {patient.Ins.Extension} | {patient.FullName} | {patient.BirthDate} | {CountOf(patient)} "
                + $"| {patient.About} |");
        }

        return text.AppendLine().Append(DocumentsText(folder)).ToString();
    }

    private static string DocumentsText(SandboxFolder folder)
    {
        var text = new StringBuilder().Append(
            $"""
            ## Documents de PATIENT UN

            Fichiers CDA et signatures : `{folder.Documents}`.

            | Classe | Type | Titre | Auteur | État |
            |-|-|-|-|-|

            """);
        foreach (var one in SandboxDocuments.All.Where(document => document.Patient == 1))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Kind.Class.Value} | {one.Kind.Type.Value} | {one.Title} | {one.Author.Key} "
                + $"| {StateOf(one)} |");
        }

        return text.ToString();
    }

    private static string RequestsText(IReadOnlyList<SandboxRequest> requests)
    {
        var text = new StringBuilder().Append(
            """

            ## Requêtes prêtes à envoyer

            `sh requests/NOM.sh` envoie la requête avec curl. Les VIHF valent une heure ; `xdsdmp dmp
            requests` les refait.

            | Script | Ce qu'il montre |
            |-|-|

            """);
        foreach (var one in requests)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `requests/{one.Name}.sh` | {one.Title} |");
        }

        return text.ToString();
    }

    /// <summary>For PATIENT UN, and the command that makes it anew.</summary>
    private static void WriteVihf(SandboxFolder folder)
    {
        var patient = SandboxPatients.First.Ins;
        foreach (var one in SandboxProfessionals.All)
        {
            var user = one == SandboxProfessionals.Portal ? SandboxProfessionals.PortalOf(patient) : one;
            var file = Path.Combine(folder.Of(one), "vihf.xml");
            File.WriteAllBytes(file, SandboxVihf.Make(folder, user, patient));
            File.WriteAllText(
                Path.Combine(folder.Of(one), "vihf.sh"),
                $"#!/bin/sh\n{SandboxVihf.CommandOf(folder, user, patient)} --output '{file}'\n");
        }
    }

    private static string StateOf(SandboxDocument document) => document.Fate switch
    {
        SandboxFate.Archived => "archivé",
        SandboxFate.Deleted => "supprimé",
        SandboxFate.Masked => "masqué (MASQUE_PS)",
        _ when SandboxDocuments.All.Any(other => other.Replaces == document.Key) => "remplacé",
        _ => document.Visibility.Count == 0 ? "approuvé" : string.Join(", ", document.Visibility),
    };
}
