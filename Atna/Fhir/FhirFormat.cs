using Microsoft.Extensions.Primitives;

namespace XdsDmp.Atna.Fhir;

/// <summary>The two forms of a FHIR resource.</summary>
internal enum FhirFormat
{
    Json,
    Xml,
}

/// <summary>Media types of the two forms, and which one a client wants.</summary>
internal static class FhirFormats
{
    public const string Namespace = "http://hl7.org/fhir";

    /// <summary>More entries than a client has wishes.</summary>
    private const int MaxAccepted = 20;

    public static string ContentType(this FhirFormat format) =>
        format == FhirFormat.Xml ? "application/fhir+xml; charset=utf-8" : "application/fhir+json; charset=utf-8";

    /// <summary>Null when it is the name of neither.</summary>
    public static FhirFormat? OfMediaType(StringSegment? mediaType)
    {
        var name = (mediaType?.Value ?? "").Split(';')[0].Trim();
        return name.ToLowerInvariant() switch
        {
            // A plus sign in a query string that was not escaped arrives as a blank.
            "application/fhir+json" or "application/fhir json" or "application/json" or "text/json" or "json"
                or "application/json+fhir" => FhirFormat.Json,
            "application/fhir+xml" or "application/fhir xml" or "application/xml" or "text/xml" or "xml"
                or "application/xml+fhir" => FhirFormat.Xml,
            _ => null,
        };
    }

    /// <summary>
    /// The form to answer in: <c>_format</c>, else the first that Accept names, else the form of what was sent, else
    /// JSON (FHIR R4 §3.1.0.1.11). Null when the client takes neither.
    /// </summary>
    public static FhirFormat? Wanted(HttpRequest request)
    {
        if (request.Query.TryGetValue("_format", out var format) && format.Count > 0)
        {
            return OfMediaType(format[0]);
        }

        var accepted = request.Headers.Accept.SelectMany(line => (line ?? "").Split(',')).Take(MaxAccepted).ToList();
        var named = accepted.Select(type => OfMediaType(type)).FirstOrDefault(known => known is not null);
        return named ?? (accepted.Count == 0 || accepted.Exists(IsAny)
            ? OfMediaType(request.ContentType) ?? FhirFormat.Json
            : null);
    }

    private static bool IsAny(string type) => type.Split(';')[0].Trim() is "*/*" or "application/*" or "";
}
