using XdsDmp.Audit.Messages;

namespace XdsDmp.Atna.Web;

/// <summary>
/// What happened, in words of somebody who is no engineer: EventIDs and EventTypeCodes of DICOM, transactions of IHE.
/// </summary>
internal static class EventWords
{
    private static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    private static readonly Dictionary<string, (string English, string French)> All = new(Comparer)
    {
        ["110100"] = ("Application activity", "Activité d'une application"),
        ["110101"] = ("Audit records read", "Lecture des traces"),
        ["110102"] = ("Transfer of images begun", "Début de transfert d'images"),
        ["110103"] = ("Images accessed", "Accès à des images"),
        ["110104"] = ("Images transferred", "Transfert d'images"),
        ["110105"] = ("Study deleted", "Suppression d'un examen"),
        ["110106"] = ("Export of data", "Export de données"),
        ["110107"] = ("Import of data", "Import de données"),
        ["110108"] = ("Machine on the network", "Machine sur le réseau"),
        ["110109"] = ("Order record", "Prescription"),
        ["110110"] = ("Patient record", "Dossier du patient"),
        ["110111"] = ("Procedure record", "Acte"),
        ["110112"] = ("Query", "Recherche"),
        ["110113"] = ("Security alert", "Alerte de sécurité"),
        ["110114"] = ("User authentication", "Authentification d'un utilisateur"),
        ["110120"] = ("Application started", "Démarrage d'une application"),
        ["110121"] = ("Application stopped", "Arrêt d'une application"),
        ["110122"] = ("Login", "Connexion"),
        ["110123"] = ("Logout", "Déconnexion"),
        ["110126"] = ("Machine refused", "Machine refusée"),
        ["110127"] = ("Emergency access begun", "Début d'accès en urgence"),
        ["110128"] = ("Network settings changed", "Configuration du réseau modifiée"),
        ["110129"] = ("Security settings changed", "Configuration de sécurité modifiée"),
        ["110131"] = ("Software settings changed", "Configuration du logiciel modifiée"),
        ["110132"] = ("Restricted function used", "Usage d'une fonction restreinte"),
        ["110133"] = ("Audit recording stopped", "Arrêt de l'enregistrement des traces"),
        ["110134"] = ("Audit recording started", "Reprise de l'enregistrement des traces"),
        ["110135"] = ("Security of an object changed", "Sécurité d'un objet modifiée"),
        ["110136"] = ("Roles changed", "Rôles modifiés"),
        ["110137"] = ("User account changed", "Compte d'utilisateur modifié"),
        ["110138"] = ("Emergency access ended", "Fin d'accès en urgence"),
        ["110147"] = ("Access decision", "Décision d'accès"),
        ["ITI-8"] = ("Patient identity told", "Identité d'un patient transmise"),
        ["ITI-9"] = ("Patient identifiers searched for", "Recherche d'identifiants d'un patient"),
        ["ITI-14"] = ("Documents registered", "Enregistrement de documents"),
        ["ITI-15"] = ("Documents submitted", "Dépôt de documents"),
        ["ITI-16"] = ("Documents searched for", "Recherche de documents"),
        ["ITI-17"] = ("Documents retrieved", "Consultation de documents"),
        ["ITI-18"] = ("Documents searched for", "Recherche de documents"),
        ["ITI-41"] = ("Documents submitted", "Dépôt de documents"),
        ["ITI-42"] = ("Documents registered", "Enregistrement de documents"),
        ["ITI-43"] = ("Documents retrieved", "Consultation de documents"),
        ["ITI-44"] = ("Patient identity told", "Identité d'un patient transmise"),
        ["ITI-45"] = ("Patient identifiers searched for", "Recherche d'identifiants d'un patient"),
        ["ITI-47"] = ("Patient searched for", "Recherche d'un patient"),
        ["ITI-51"] = ("Documents of several patients searched for", "Recherche de documents de plusieurs patients"),
        ["ITI-55"] = ("Patient searched for in other communities", "Recherche d'un patient dans d'autres communautés"),
        ["ITI-57"] = ("Document data changed", "Modification de la description de documents"),
        ["ITI-61"] = ("On-demand document registered", "Enregistrement d'un document à la demande"),
        ["ITI-62"] = ("Document data removed", "Suppression de la description de documents"),
        ["ITI-64"] = ("Patient identifiers merged", "Rapprochement d'identifiants"),
        ["ITI-81"] = ("Audit records searched", "Recherche dans les traces"),
        ["ITI-82"] = ("Messages searched", "Recherche dans les messages"),
        ["ITI-86"] = ("Documents removed", "Suppression de documents"),
        ["create"] = ("Data created", "Création de données"),
        ["delete"] = ("Data deleted", "Suppression de données"),
        ["patch"] = ("Data changed", "Modification de données"),
        ["read"] = ("Data read", "Lecture de données"),
        ["search"] = ("Data searched for", "Recherche de données"),
        ["search-type"] = ("Data searched for", "Recherche de données"),
        ["update"] = ("Data changed", "Modification de données"),
        ["vread"] = ("Data read", "Lecture de données"),
        ["ITI-92"] = ("Document data changed", "Modification de la description de documents"),
    };

    public static IReadOnlyCollection<string> Codes => All.Keys;

    /// <summary>Our words; the sender's where we have none.</summary>
    public static string Of(Words words, CodedValue? code) =>
        code is null ? "–"
        : All.ContainsKey(code.Code.Trim()) ? Of(words, code.Code)
        : $"{code.DisplayName ?? code.OriginalText}".Trim() is { Length: > 0 } told ? told
        : code.Code;

    public static string Of(Words words, string code) => All.TryGetValue(code.Trim(), out var text)
        ? words.Language == "fr" ? text.French : text.English
        : code;
}
