using XdsDmp.Atna.Fhir;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// What the feed takes: AuditEvents that are to be created. What such an event says is not judged here: its record has
/// the findings.
/// </summary>
internal static class FeedRules
{
    private const string AuditEvent = "AuditEvent";

    /// <summary>
    /// The profile sends a batch. A transaction is taken too; and lists, in which some systems hand on what they have
    /// collected: each of their entries is an event to be created.
    /// </summary>
    private static readonly string[] BundleTypes = ["batch", "transaction", "collection", "searchset", "history"];

    /// <exception cref="FhirRefusalException">It is something else.</exception>
    public static void CheckEvent(FeedDocument document)
    {
        if (document.ResourceType != AuditEvent)
        {
            throw new FhirRefusalException(
                StatusCodes.Status400BadRequest, "invalid",
                $"the body is a {Quoted(document.ResourceType)}; an AuditEvent is expected here, and a Bundle of them "
                + "at the base URL");
        }
    }

    /// <exception cref="FhirRefusalException">It is something else.</exception>
    public static void CheckBundle(FeedDocument document)
    {
        if (document.ResourceType != "Bundle")
        {
            throw new FhirRefusalException(
                StatusCodes.Status400BadRequest, "invalid",
                $"the body is a {Quoted(document.ResourceType)}; a Bundle of AuditEvents is expected here, and an "
                + "AuditEvent at [base]/AuditEvent");
        }

        if (!BundleTypes.Contains(document.BundleType, StringComparer.Ordinal))
        {
            throw new FhirRefusalException(StatusCodes.Status400BadRequest, OutcomeIssue.Error(
                "invalid",
                $"the Bundle's type is {Quoted(document.BundleType)}; accepted are {string.Join(", ", BundleTypes)}",
                "Bundle.type"));
        }
    }

    /// <summary>Null when the entry can be stored.</summary>
    public static FhirRefusalException? Refusal(FeedEntry entry, int index)
    {
        var place = $"Bundle.entry[{index}]";
        if (entry.Method is not (null or "POST"))
        {
            return new FhirRefusalException(StatusCodes.Status405MethodNotAllowed, OutcomeIssue.Error(
                "not-supported", "audit events can only be created: request.method must be POST",
                $"{place}.request.method"));
        }

        if (entry.Url is { } url && url.TrimEnd('/').Split('/')[^1] != AuditEvent)
        {
            return new FhirRefusalException(StatusCodes.Status404NotFound, OutcomeIssue.Error(
                "not-supported", "request.url must be AuditEvent", $"{place}.request.url"));
        }

        return entry.ResourceType == AuditEvent
            ? null
            : new FhirRefusalException(StatusCodes.Status400BadRequest, OutcomeIssue.Error(
                "invalid",
                entry.ResourceType is null
                    ? "the entry has no resource"
                    : $"the resource is a {Quoted(entry.ResourceType)}; only one AuditEvent is accepted",
                $"{place}.resource"));
    }

    /// <summary>What was sent, bounded: it goes into answers.</summary>
    private static string Quoted(string? value)
    {
        const int MaxLength = 64;
        return value switch
        {
            null or "" => "resource without a type",
            { Length: > MaxLength } => $"'{value[..MaxLength]}…'",
            _ => $"'{value}'",
        };
    }
}
