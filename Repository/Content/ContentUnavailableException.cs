namespace XdsDmp.Repository.Content;

/// <summary>The content store cannot be used at the moment; what it holds is not in doubt.</summary>
public sealed class ContentUnavailableException : IOException
{
    public ContentUnavailableException()
    {
    }

    public ContentUnavailableException(string message)
        : base(message)
    {
    }

    public ContentUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
