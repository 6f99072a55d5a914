using XdsDmp.Atna.Reception.Feed;
using XdsDmp.Atna.Searches;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Fhir;

/// <summary>
/// The interactions of the FHIR server (FHIR R4, RESTful API): method and path below the base URL → handler.
/// </summary>
internal static class FhirTable
{
    /// <param name="node">What handlers work with.</param>
    /// <param name="options">Settings of the audit repository.</param>
    /// <param name="root">The base URL, as clients know it.</param>
    /// <param name="cursorKey">Signs the links from page to page.</param>
    public static IReadOnlyList<FhirInteraction> Of(
        SecureNode node, AtnaOptions options, Uri root, byte[] cursorKey)
    {
        var feed = new FhirFeed(node, options, root);
        var access = new LogAccess(node.Audit, new Auditors(options.Auditors, node.Permission), root);
        var cursors = new SearchCursor(cursorKey);
        var search = new AuditEventSearch(node, options, access, cursors, root);
        var read = new AuditEventRead(node, access, root);
        var syslog = new SyslogEventSearch(node, access, cursors, root);
        return
        [
            // ITI-20, ATX: FHIR Feed
            new FhirInteraction("POST", "", feed.CreateManyAsync) { Permission = TransactionNumber.Iti20 },
            new FhirInteraction("POST", "/AuditEvent", feed.CreateAsync) { Permission = TransactionNumber.Iti20 },

            // ITI-81
            new FhirInteraction("GET", "/AuditEvent", search.GetAsync),
            new FhirInteraction("POST", "/AuditEvent/_search", search.PostAsync),
            new FhirInteraction("GET", "/AuditEvent/*", read.GetAsync),
            new FhirInteraction("GET", "/Binary/*", read.GetRawAsync, IsOfAnyFormat: true),
            new FhirInteraction("GET", "/metadata", new CapabilityStatement(root, options, node.Audit.Now).GetAsync),

            // ITI-82
            new FhirInteraction("GET", "/syslogsearch", syslog.GetAsync),
        ];
    }
}

/// <summary>One line of the table.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Below the base URL; a last segment <c>*</c> stands for any one segment.</param>
/// <param name="Handler">
/// Answers, or throws <see cref="FhirRefusalException"/>; whatever else goes wrong is the endpoint's affair.
/// </param>
/// <param name="IsOfAnyFormat">Its answer need not be FHIR.</param>
internal sealed record FhirInteraction(
    string Method, string Path, RequestDelegate Handler, bool IsOfAnyFormat = false)
{
    /// <summary>What a system must be allowed; null: the handler asks, or everybody may.</summary>
    public string? Permission { get; init; }

    public bool IsAt(string path) => Path.EndsWith("/*", StringComparison.Ordinal)
        ? path.StartsWith(Path[..^1], StringComparison.Ordinal) && path.LastIndexOf('/') == Path.Length - 2
            && path.Length > Path.Length - 1
        : path == Path;
}
