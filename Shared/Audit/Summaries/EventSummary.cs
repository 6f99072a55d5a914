using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>EventIdentification as it was sent; null for what is missing or unreadable.</summary>
public sealed record EventSummary
{
    public CodedValue? Id { get; init; }

    public IReadOnlyList<CodedValue> TypeCodes { get; init; } = [];

    /// <summary>C, R, U, D, E; or what the sender wrote instead.</summary>
    public string? Action { get; init; }

    public int? Outcome { get; init; }

    public string? OutcomeDescription { get; init; }

    /// <summary>In UTC.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The sender named no time zone; <see cref="Time"/> took its time as UTC.</summary>
    public bool IsTimeZoneMissing { get; init; }

    public string? TimeText { get; init; }

    public IReadOnlyList<CodedValue> PurposesOfUse { get; init; } = [];
}
