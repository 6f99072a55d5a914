using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The person on whose behalf the caller acts, as an access token names them (XUA, ITI TF-2 §3.40).</summary>
public sealed record HumanParticipant(string UserId, string? UserName = null)
{
    public IReadOnlyList<CodedValue> Roles { get; init; } = [];

    internal ActiveParticipant ToParticipant() => new()
    {
        UserId = UserId,
        UserName = UserName,
        IsRequestor = true,
        RoleIdCodes = Roles,
    };
}
