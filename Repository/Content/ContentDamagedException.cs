namespace XdsDmp.Repository.Content;

/// <summary>The octets under a key are not those that were stored there.</summary>
public sealed class ContentDamagedException : IOException
{
    public ContentDamagedException()
    {
    }

    public ContentDamagedException(string message)
        : base(message)
    {
    }

    public ContentDamagedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
