using System.Xml;

namespace XdsDmp.Xml;

/// <summary>The document is larger, deeper or stranger than we read; the message names bound and place.</summary>
public sealed class XmlLimitException : XmlException
{
    public XmlLimitException()
    {
    }

    public XmlLimitException(string message)
        : base(message)
    {
    }

    public XmlLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public XmlLimitException(string message, int lineNumber, int linePosition)
        : base(message, null, lineNumber, linePosition)
    {
    }
}
