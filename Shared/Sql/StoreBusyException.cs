namespace XdsDmp.Sql;

/// <summary>More writes are waiting than the store accepts: the caller should be told to come back later.</summary>
public sealed class StoreBusyException : Exception
{
    public StoreBusyException()
        : base("the store has more waiting writes than it accepts; try again later")
    {
    }

    public StoreBusyException(string message)
        : base(message)
    {
    }

    public StoreBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
