using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// The message has not the structure of its kind and cannot be read further. An <see cref="XmlException"/>, because
/// whoever handles XML that is not well-formed has to handle this in the same way.
/// </summary>
public sealed class MalformedMessageException : XmlException
{
    public MalformedMessageException()
    {
    }

    public MalformedMessageException(string message)
        : base(message)
    {
    }

    public MalformedMessageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public MalformedMessageException(string element, string problem, int line, int position)
        : base($"{element}: {problem}", null, line, position)
    {
        Element = element;
        Problem = problem;
    }

    /// <summary>The element that is wrong, for instance <c>rim:AdhocQuery</c>.</summary>
    public string Element { get; } = "";

    /// <summary>One sentence without a full stop.</summary>
    public string Problem { get; } = "";
}
