using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>An OperationOutcome as an entry of a Bundle.</summary>
internal static class Outcomes
{
    public static FhirElement Of(IReadOnlyList<OutcomeIssue> issues) => Elements.Resource(
        "OperationOutcome",
        [
            .. issues.Select(issue => Elements.Complex(
                "issue",
                Elements.Text("severity", issue.Severity),
                Elements.Text("code", issue.Code),
                Elements.Text("diagnostics", issue.Diagnostics)).Item()),
        ]);
}
