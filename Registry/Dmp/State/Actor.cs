using XdsDmp.Hosting;

namespace XdsDmp.Registry.Dmp.State;

/// <summary>Who changed the state of a DMP, and by which way.</summary>
/// <param name="Id">PS_IdNat, INS of a patient, or the name of a system.</param>
/// <param name="Name">In words.</param>
/// <param name="Role">Profession and speciality, for instance <c>10/SM26</c>.</param>
/// <param name="StructureId">Struct_IdNat.</param>
/// <param name="Channel">The transaction, or <c>administrator</c>.</param>
/// <param name="IsSecret">In a secret connection: not told to legal representatives.</param>
internal sealed record Actor(
    string Id, string? Name, string? Role, string? StructureId, string Channel, bool IsSecret = false)
{
    /// <summary>The user of a message, or the system where no user stands behind it.</summary>
    public static Actor Of(SoapExchange exchange, string transaction) => exchange.Assertion?.Vihf is { } user
        ? new Actor(
            user.UserId, user.UserName,
            user.Speciality is { } speciality ? $"{user.Profession.Code}/{speciality.Code}" : user.Profession.Code,
            user.StructureId, transaction, user.IsSecret)
        : new Actor(exchange.Caller.System?.Name ?? exchange.Caller.Subject, null, null, null, transaction);

    /// <summary>Somebody at the machine itself.</summary>
    public static Actor Administrator(string name) => new(name, null, null, null, "administrator");
}
