using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// The organization in which the person works who has caused the event. It takes no part itself, hence is no requestor.
/// </summary>
/// <param name="Id">For instance a Struct_IdNat.</param>
public sealed record OrganizationParticipant(string Id)
{
    /// <summary>What kind of organization it is.</summary>
    public IReadOnlyList<CodedValue> Kinds { get; init; } = [];

    internal ActiveParticipant ToParticipant() => new()
    {
        UserId = Id,
        IsRequestor = false,
        RoleIdCodes = Kinds,
    };
}
