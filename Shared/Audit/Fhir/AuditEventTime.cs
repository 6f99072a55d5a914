namespace XdsDmp.Audit.Fhir;

/// <summary>When an AuditEvent was recorded, or else when what it tells began.</summary>
public static class AuditEventTime
{
    /// <summary>Null when it does not say so, or not readably.</summary>
    public static DateTimeOffset? Of(FhirElement auditEvent) =>
        TimeOf(auditEvent.Text("recorded")) ?? TimeOf(auditEvent.Text("period", "start"));

    private static DateTimeOffset? TimeOf(string? text) => text is null ? null : LenientTime.Parse(text, out _);
}
