namespace XdsDmp.Repository.Content;

/// <summary>The content store has no room for what was to be written.</summary>
public sealed class ContentSpaceException : IOException
{
    public ContentSpaceException()
    {
    }

    public ContentSpaceException(string message)
        : base(message)
    {
    }

    public ContentSpaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
