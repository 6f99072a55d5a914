using System.Globalization;

namespace XdsDmp.Atna.Web;

/// <summary>What the pages say, in English and French.</summary>
internal sealed class Words(bool isFrench)
{
    private static readonly Dictionary<string, (string English, string French)> All = new(StringComparer.Ordinal)
    {
        ["title"] = ("Audit records", "Traces d'audit"),
        ["search"] = ("Search", "Rechercher"),
        ["report"] = ("Who accessed this patient", "Qui a accédé à ce patient"),
        ["failures"] = ("Failures and emergencies", "Échecs et urgences"),
        ["chain"] = ("Chain and senders", "Chaîne et émetteurs"),
        ["login"] = ("Log in", "Se connecter"),
        ["logout"] = ("Log out", "Se déconnecter"),
        ["name"] = ("Name", "Nom"),
        ["password"] = ("Password", "Mot de passe"),
        ["code"] = ("One-time code", "Code à usage unique"),
        ["code-hint"] = ("Six digits, from your app", "Six chiffres, depuis votre application"),
        ["login-hint"] = (
            "With an auditor's certificate in your browser there is no need to log in.",
            "Avec un certificat d'auditeur dans votre navigateur, la connexion n'est pas nécessaire."),
        ["login-failed"] = (
            "Login failed. After five failures an account is locked for 15 minutes.",
            "Échec de la connexion. Après cinq échecs le compte est bloqué pendant 15 minutes."),
        ["skip"] = ("Skip to content", "Aller au contenu"),
        ["patient"] = ("Patient", "Patient"),
        ["patient-hint"] = ("Identifier, or id^^^&oid&ISO", "Identifiant, ou id^^^&oid&ISO"),
        ["person"] = ("Person or process", "Personne ou processus"),
        ["person-hint"] = ("Identifier, or beginning of the name", "Identifiant, ou début du nom"),
        ["document"] = ("Document", "Document"),
        ["document-hint"] = ("Its uniqueId, or any other object's", "Son uniqueId, ou celui d'un autre objet"),
        ["system"] = ("Recording system", "Système émetteur"),
        ["event"] = ("Event", "Événement"),
        ["event-hint"] = ("Code: ITI-43, 110112", "Code : ITI-43, 110112"),
        ["outcome"] = ("Outcome", "Résultat"),
        ["any"] = ("Any", "Tous"),
        ["any-failure"] = ("Any failure", "Tout échec"),
        ["clear"] = ("New search", "Nouvelle recherche"),
        ["from"] = ("From (day)", "Du (jour)"),
        ["to"] = ("To (day)", "Au (jour)"),
        ["time"] = ("Time", "Date et heure"),
        ["action"] = ("Action", "Action"),
        ["who"] = ("Who", "Qui"),
        ["record"] = ("Record", "Trace"),
        ["results"] = ("Events found, newest first", "Événements trouvés, du plus récent au plus ancien"),
        ["zone"] = ("times in", "heures en"),
        ["newest"] = ("Newest events", "Événements les plus récents"),
        ["too-broad"] = (
            "Too many names begin like this: please type more of it.",
            "Trop de noms commencent ainsi : veuillez en saisir davantage."),
        ["no-audit-message"] = ("Message that is no audit message", "Message qui n'est pas une trace d'audit"),
        ["next"] = ("Older events", "Événements plus anciens"),
        ["none"] = ("No event was found.", "Aucun événement trouvé."),
        ["success"] = ("Success", "Succès"),
        ["minor"] = ("Minor failure", "Échec mineur"),
        ["serious"] = ("Serious failure", "Échec grave"),
        ["major"] = ("Major failure", "Échec majeur"),
        ["timeline"] = ("Events by day and kind", "Événements par jour et par type"),
        ["numbers"] = ("The same in numbers", "Les mêmes en chiffres"),
        ["day"] = ("Day", "Jour"),
        ["kind-query"] = ("Queries", "Recherches"),
        ["kind-read"] = ("Retrievals", "Consultations"),
        ["kind-write"] = ("Submissions", "Dépôts"),
        ["kind-security"] = ("Security", "Sécurité"),
        ["kind-other"] = ("Others", "Autres"),
        ["timeline-cut"] = ("Of the newest 5,000 events only.", "Sur les 5 000 événements les plus récents seulement."),
        ["timeline-days"] = (
            "Of the last 62 days with any; older events are in the list.",
            "Sur les 62 derniers jours concernés ; la liste contient aussi les événements plus anciens."),
        ["participants"] = ("Who took part", "Participants"),
        ["objects"] = ("What it was about", "Objets concernés"),
        ["what"] = ("What happened", "Ce qui s'est passé"),
        ["origin"] = ("Where the record comes from", "Origine de la trace"),
        ["purpose"] = ("Purpose", "Motif"),
        ["certificate"] = ("Certificate", "Certificat"),
        ["raw-cut"] = (
            "This is its beginning; 'xdsdmp audit show' has the whole.",
            "En voici le début ; « xdsdmp audit show » donne le tout."),
        ["raw"] = ("The message as it came", "Le message tel qu'il est arrivé"),
        ["received"] = ("Received", "Reçu"),
        ["route"] = ("By way of", "Par"),
        ["findings"] = ("Not as the standards have it", "Écarts aux normes"),
        ["chain-position"] = ("Place in the chain", "Place dans la chaîne"),
        ["requestor"] = ("began it", "à l'origine"),
        ["query"] = ("Query", "Requête"),
        ["export-csv"] = ("Export as CSV", "Exporter en CSV"),
        ["export-fhir"] = ("Export as FHIR Bundle", "Exporter en Bundle FHIR"),
        ["print-hint"] = ("Or print this page.", "Ou imprimez cette page."),
        ["report-hint"] = (
            "Enter a patient's identifier to see who accessed the data, when and how.",
            "Saisissez l'identifiant d'un patient pour voir qui a accédé à ses données, quand et comment."),
        ["report-cut"] = (
            "Only the newest 1,000 accesses are shown. Choose a shorter period, or export.",
            "Seuls les 1 000 accès les plus récents sont affichés. Choisissez une période plus courte, ou exportez."),
        ["export-too-large"] = (
            "There are more than 10,000 accesses: please choose a shorter period.",
            "Il y a plus de 10 000 accès : veuillez choisir une période plus courte."),
        ["period"] = ("period", "période"),
        ["printed-by"] = ("Printed by", "Imprimé par"),
        ["by-person"] = ("By person", "Par personne"),
        ["accesses"] = ("Accesses", "Accès"),
        ["first"] = ("First", "Premier"),
        ["failed"] = ("Of these failed", "Dont en échec"),
        ["failures-heading"] = ("Failed accesses", "Accès en échec"),
        ["all-failures"] = ("Search all failures", "Rechercher tous les échecs"),
        ["emergency"] = ("Emergency accesses", "Accès en urgence"),
        ["head"] = ("End of the chain", "Fin de la chaîne"),
        ["senders"] = ("Senders and their last event", "Émetteurs et leur dernier événement"),
        ["last"] = ("Last", "Dernier"),
        ["hash"] = ("Hash", "Empreinte"),
        ["checkpoint"] = ("Last checkpoint", "Dernier point de contrôle"),
        ["number"] = ("Number", "Numéro"),
        ["last-signed"] = ("Last signed record", "Dernière trace signée"),
        ["signed-at"] = ("Signed at", "Signé le"),
        ["unsigned"] = ("Unsigned records since", "Traces non signées depuis"),
        ["key"] = ("Key", "Clé"),
        ["anchors"] = ("Written to", "Inscrit dans"),
        ["retention"] = ("Keeping and archiving", "Conservation et archivage"),
        ["kept"] = ("Kept", "Conservation"),
        ["for-ever"] = ("for ever", "sans limite"),
        ["days"] = ("days", "jours"),
        ["after"] = ("after", "après"),
        ["yes"] = ("yes", "oui"),
        ["legal-hold"] = ("Legal hold", "Gel légal"),
        ["archiving"] = ("Archiving", "Archivage"),
        ["none-set"] = ("none", "aucun"),
        ["archives"] = ("Archive files", "Fichiers d'archive"),
        ["archived-up-to"] = ("Archived up to record", "Archivé jusqu'à la trace"),
        ["removed-up-to"] = ("In archives only up to record", "Dans les archives seules jusqu'à la trace"),
        ["forwarding"] = ("Copies to other audit repositories", "Copies vers d'autres dépôts de traces"),
        ["no-target"] = ("No other audit repository gets a copy.", "Aucun autre dépôt de traces ne reçoit de copie."),
        ["target"] = ("Target", "Destinataire"),
        ["behind"] = ("Records behind", "Traces en attente"),
        ["oldest"] = ("Oldest of these", "La plus ancienne"),
        ["last-sent"] = ("Last progress", "Dernier envoi"),
        ["refused"] = ("Refused for good", "Refusées définitivement"),
        ["state"] = ("State", "État"),
        ["silent"] = ("silent", "silencieux"),
        ["active"] = ("active", "actif"),
        ["bad-input"] = ("Please correct your entry:", "Veuillez corriger votre saisie :"),
        ["not-found"] = ("There is no such page or record.", "Cette page ou trace n'existe pas."),
        ["bad-request"] = ("This request cannot be read.", "Cette demande est illisible."),
        ["busy"] = (
            "The audit repository is busy, or makes its index anew after an update. Please try again in a moment.",
            "Le dépôt de traces est occupé, ou reconstruit son index après une mise à jour. Réessayez bientôt."),
        ["page-failed"] = (
            "This page failed. The operator finds the cause under the number above.",
            "Cette page a échoué. L'exploitant en trouve la cause sous le numéro ci-dessus."),
        ["address"] = ("Address", "Adresse"),
        ["role"] = ("Role", "Rôle"),
        ["type"] = ("Type", "Type"),
        ["details"] = ("Details", "Détails"),
        ["identifier"] = ("Identifier", "Identifiant"),
        ["verify-hint"] = (
            "The command 'xdsdmp audit verify' verifies the chain.",
            "La commande « xdsdmp audit verify » vérifie la chaîne."),
    };

    public static IReadOnlyCollection<string> Keys => All.Keys;

    public string Language => isFrench ? "fr" : "en";

    public string Day(DateOnly day) =>
        day.ToString(isFrench ? "dd/MM/yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string this[string key] => isFrench ? All[key].French : All[key].English;

    public string OutcomeOf(long? outcome) => outcome switch
    {
        0 => this["success"],
        4 => this["minor"],
        8 => this["serious"],
        12 => this["major"],
        _ => "–",
    };

    public static Words Of(HttpRequest request)
    {
        var chosen = request.Query["lang"].FirstOrDefault() ?? request.Cookies["lang"];
        return new Words(chosen is "fr" or "en"
            ? chosen == "fr"
            : request.Headers.AcceptLanguage.ToString().StartsWith("fr", StringComparison.OrdinalIgnoreCase));
    }
}
