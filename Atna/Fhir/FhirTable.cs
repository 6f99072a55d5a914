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
    public static IReadOnlyList<FhirInteraction> Of(SecureNode node, AtnaOptions options, Uri root)
    {
        _ = (node, options, root);
        return
        [
            // ITI-20, ATX: FHIR Feed
            // ITI-81: GET /AuditEvent, GET /AuditEvent/*, POST /AuditEvent/_search, GET /metadata
        ];
    }
}

/// <summary>One line of the table.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Below the base URL; a last segment <c>*</c> stands for any one segment.</param>
/// <param name="Handler">
/// Answers, or throws <see cref="FhirRefusalException"/>; whatever else goes wrong is the endpoint's affair.
/// </param>
internal sealed record FhirInteraction(string Method, string Path, RequestDelegate Handler)
{
    public bool IsAt(string path) => Path.EndsWith("/*", StringComparison.Ordinal)
        ? path.StartsWith(Path[..^1], StringComparison.Ordinal) && path.LastIndexOf('/') == Path.Length - 2
            && path.Length > Path.Length - 1
        : path == Path;
}
