namespace XdsDmp.Audit.Fhir;

/// <summary>When an AuditEvent was recorded.</summary>
public static class AuditEventTime
{
    /// <summary>Null when it does not say so, or not readably.</summary>
    public static DateTimeOffset? Of(FhirElement auditEvent) =>
        auditEvent.Text("recorded") is { } text ? LenientTime.Parse(text, out _) : null;
}
