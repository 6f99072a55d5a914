namespace XdsDmp.Registry.Dmp.State;

/// <summary>One line of the history of a DMP: what was decided or done, never changed afterwards.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Actor">By whom.</param>
/// <param name="Details">The decision itself, as JSON.</param>
internal sealed record DmpEvent(DateTimeOffset Time, DmpEventKind Kind, Actor Actor, string Details);

/// <summary>What can happen to a DMP; the names are those in the database.</summary>
internal enum DmpEventKind
{
    Created,
    Closed,
    Reactivated,
    ChoicesChanged,
    DemographicsChanged,
    AttachedToEns,
    IdentifierJoined,
    Authorised,
    AuthorisationRemoved,
    Blocked,
    Unblocked,
    AttendingPhysicianDeclared,
    AttendingPhysicianEnded,
    AccountChanged,
}

/// <summary>The patient's agreement, without which nothing is opened (TD1.1, TD1.2).</summary>
/// <param name="GivenAt">When the patient agreed: <c>yyyyMMdd…</c>.</param>
/// <param name="Text">Anything the message says beside, for instance the source of the identity.</param>
internal sealed record Consent(string GivenAt, string? Text = null);
