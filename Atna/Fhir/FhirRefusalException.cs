namespace XdsDmp.Atna.Fhir;

/// <summary>The request is not acceptable: it is answered with this status and an OperationOutcome.</summary>
internal sealed class FhirRefusalException(int status, OutcomeIssue issue, Exception? cause = null)
    : Exception(issue.Diagnostics, cause)
{
    public FhirRefusalException(int status, string code, string diagnostics)
        : this(status, OutcomeIssue.Error(code, diagnostics))
    {
    }

    public int Status => status;

    public OutcomeIssue Issue => issue;
}
