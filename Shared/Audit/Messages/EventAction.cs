namespace XdsDmp.Audit.Messages;

/// <summary>EventActionCode: C, R, U, D, E.</summary>
public enum EventAction
{
    Create,
    Read,
    Update,
    Delete,
    Execute,
}
