namespace XdsDmp.Sql;

/// <summary>
/// The right to do a job that one instance at a time does. It is given back by disposing of it, and ends with the
/// process, however that ends.
/// </summary>
public interface ILease : IDisposable
{
    /// <summary>False once the connection that stood for it is lost: somebody else may have it now.</summary>
    bool IsHeld { get; }
}
