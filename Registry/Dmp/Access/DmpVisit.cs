using XdsDmp.Registry.Dmp.State;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Somebody has been let in: who, as what, on which DMP.</summary>
/// <param name="Viewer">Who; null: this node itself or a system without a user, which is not restricted.</param>
/// <param name="Dmp">On which DMP; null when there is none, or none is concerned.</param>
/// <param name="Authorisation">What the patient has decided about the viewer.</param>
/// <param name="Sight">What the viewer sees; null: everything.</param>
internal sealed record DmpVisit(Viewer? Viewer, DmpRecord? Dmp, Authorisation? Authorisation, Sight? Sight)
{
    public static DmpVisit Unrestricted { get; } = new(null, null, null, null);
}
