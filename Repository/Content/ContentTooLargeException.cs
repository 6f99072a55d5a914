namespace XdsDmp.Repository.Content;

/// <summary>A document exceeds <c>Repository:MaxDocumentBytes</c>.</summary>
public sealed class ContentTooLargeException : Exception
{
    public ContentTooLargeException()
    {
    }

    public ContentTooLargeException(string message)
        : base(message)
    {
    }

    public ContentTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ContentTooLargeException(long maxBytes)
        : base($"the document is larger than {maxBytes} octets")
    {
    }
}
