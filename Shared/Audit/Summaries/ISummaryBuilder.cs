namespace XdsDmp.Audit.Summaries;

/// <summary>
/// Makes a summary of the children of a message's root, in the order in which they come: one for AuditMessage, one for
/// FHIR's AuditEvent.
/// </summary>
internal interface ISummaryBuilder
{
    void Add(AuditElement child);

    /// <param name="isParsed">The message was read to its end, so that what did not come is missing.</param>
    AuditSummary Build(bool isParsed);
}
