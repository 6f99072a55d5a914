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
        ["login-failed"] = (
            "Login failed. After five failures an account is locked for 15 minutes.",
            "Échec de la connexion. Après cinq échecs le compte est bloqué pendant 15 minutes."),
        ["skip"] = ("Skip to content", "Aller au contenu"),
        ["patient"] = ("Patient", "Patient"),
        ["patient-hint"] = ("Identifier, or id^^^&oid&ISO", "Identifiant, ou id^^^&oid&ISO"),
        ["person"] = ("Person or process", "Personne ou processus"),
        ["person-hint"] = ("Identifier, or beginning of the name", "Identifiant, ou début du nom"),
        ["document"] = ("Document", "Document"),
        ["system"] = ("Recording system", "Système émetteur"),
        ["event"] = ("Event", "Événement"),
        ["event-hint"] = ("Code: ITI-43, 110112", "Code : ITI-43, 110112"),
        ["outcome"] = ("Outcome", "Résultat"),
        ["any"] = ("Any", "Tous"),
        ["from"] = ("From (day)", "Du (jour)"),
        ["to"] = ("To (day)", "Au (jour)"),
        ["time"] = ("Time", "Date et heure"),
        ["action"] = ("Action", "Action"),
        ["who"] = ("Who", "Qui"),
        ["record"] = ("Record", "Trace"),
        ["results"] = ("Events found, newest first", "Événements trouvés, du plus récent au plus ancien"),
        ["next"] = ("Older events", "Événements plus anciens"),
        ["none"] = ("No event was found.", "Aucun événement trouvé."),
        ["success"] = ("Success", "Succès"),
        ["minor"] = ("Minor failure", "Échec mineur"),
        ["serious"] = ("Serious failure", "Échec grave"),
        ["major"] = ("Major failure", "Échec majeur"),
        ["timeline"] = ("Events by day and kind", "Événements par jour et par type"),
        ["day"] = ("Day", "Jour"),
        ["kind-query"] = ("Queries", "Recherches"),
        ["kind-read"] = ("Retrievals", "Consultations"),
        ["kind-write"] = ("Submissions", "Dépôts"),
        ["kind-security"] = ("Security", "Sécurité"),
        ["kind-other"] = ("Others", "Autres"),
        ["timeline-cut"] = ("Of the newest 5,000 events only.", "Sur les 5 000 événements les plus récents seulement."),
        ["participants"] = ("Who took part", "Participants"),
        ["objects"] = ("What it was about", "Objets concernés"),
        ["raw"] = ("The message as it came", "Le message tel qu'il est arrivé"),
        ["received"] = ("Received", "Reçu"),
        ["route"] = ("By way of", "Par"),
        ["findings"] = ("Not as the standards have it", "Écarts aux normes"),
        ["chain-position"] = ("Place in the chain", "Place dans la chaîne"),
        ["requestor"] = ("began it", "à l'origine"),
        ["query"] = ("Query", "Requête"),
        ["export-csv"] = ("Export as CSV", "Exporter en CSV"),
        ["export-fhir"] = ("Export as FHIR Bundle", "Exporter en Bundle FHIR"),
        ["print-hint"] = ("This page can be printed.", "Cette page peut être imprimée."),
        ["failed"] = ("Failed accesses", "Accès en échec"),
        ["emergency"] = ("Emergency accesses", "Accès en urgence"),
        ["head"] = ("End of the chain", "Fin de la chaîne"),
        ["senders"] = ("Senders and their last event", "Émetteurs et leur dernier événement"),
        ["last"] = ("Last event", "Dernier événement"),
        ["state"] = ("State", "État"),
        ["silent"] = ("silent for over a day", "silencieux depuis plus d'un jour"),
        ["active"] = ("active", "actif"),
        ["bad-input"] = ("Please correct your entry:", "Veuillez corriger votre saisie :"),
        ["not-found"] = ("There is no such page or record.", "Cette page ou trace n'existe pas."),
        ["forbidden"] = ("You may not read audit records.", "Vous n'êtes pas autorisé à lire les traces."),
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
