using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Walks the elements of a message, forward only and in whatever order they come. Elements that nobody asks for are
/// skipped by the caller; those that would make the meaning doubtful are refused.
/// </summary>
internal sealed class MessageCursor(XmlReader reader)
{
    /// <summary>Stands on the current element. Who reads from it has to leave it just behind that element.</summary>
    public XmlReader Reader => reader;

    /// <summary>Checks that the reader stands on the message's own element.</summary>
    public void ExpectRoot(string ns, string name, string element)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || !Is(ns, name))
        {
            throw Malformed(element, $"found {{{reader.NamespaceURI}}}{reader.LocalName} instead");
        }
    }

    public bool Is(string ns, string name) => reader.LocalName == name && reader.NamespaceURI == ns;

    public string? Attribute(string name) => reader.GetAttribute(name)?.Trim();

    /// <summary>Steps into the element; false when it has no content, and then it is already passed.</summary>
    public bool Enter()
    {
        var hasContent = !reader.IsEmptyElement;
        reader.Read();
        return hasContent;
    }

    /// <summary>Moves on to the next child element; false when the parent ended, and then it is passed.</summary>
    public bool MoveToChild()
    {
        while (reader.NodeType != XmlNodeType.Element)
        {
            var isEnd = reader.NodeType == XmlNodeType.EndElement;
            if (!reader.Read() && !isEnd)
            {
                throw Malformed("message", "it ends in the middle of an element");
            }

            if (isEnd)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text of the element, which is passed.</summary>
    public string ReadText() => reader.ReadElementContentAsString().Trim();

    public void Skip() => reader.Skip();

    /// <summary>
    /// Lends a reader that sees nothing but the current element, and passes the element however much of it was read.
    /// </summary>
    public T ReadWith<T>(Func<XmlReader, T> read)
    {
        T result;
        using (var element = reader.ReadSubtree())
        {
            element.Read();
            result = read(element);
        }

        reader.Read();
        return result;
    }

    public MalformedMessageException Malformed(string element, string problem)
    {
        var lines = reader as IXmlLineInfo;
        return new MalformedMessageException(element, problem, lines?.LineNumber ?? 0, lines?.LinePosition ?? 0);
    }
}
