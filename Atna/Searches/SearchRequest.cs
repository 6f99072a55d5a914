using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Searches;

/// <summary>What a client of ITI-81 wants.</summary>
internal sealed record SearchRequest
{
    public required AuditQuery Query { get; init; }

    /// <summary>The parameters as given, without the cursor: links repeat them, and a cursor belongs to them.</summary>
    public required string QueryString { get; init; }

    public string? Cursor { get; init; }

    public int Count { get; init; }

    public string Summary { get; init; } = "false";

    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>none, estimate or accurate.</summary>
    public string Total { get; init; } = "estimate";

    public IReadOnlyList<OutcomeIssue> Warnings { get; init; } = [];
}
