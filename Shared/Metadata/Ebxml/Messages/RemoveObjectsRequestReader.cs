using System.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Reads <c>lcm:RemoveObjectsRequest</c>: the body of ITI-62 (ITI TF-2 §3.62.4.1.2). An AdhocQuery or a deletionScope,
/// which ebRS has and the profile rules out, are refused: what would be deleted is not what was listed.
/// </summary>
public static class RemoveObjectsRequestReader
{
    /// <summary>Objects that one request may name.</summary>
    public const int MaxObjects = 10_000;

    private const string Element = "lcm:RemoveObjectsRequest";

    /// <returns>The ids as sent, trimmed.</returns>
    /// <exception cref="MalformedMessageException">The request is none of ITI-62.</exception>
    public static IReadOnlyList<string> Read(XmlReader reader)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Lcm, "RemoveObjectsRequest", Element);
        if (cursor.Attribute("deletionScope") is not null)
        {
            throw cursor.Malformed(Element, "it has a deletionScope, which ITI-62 does not allow");
        }

        List<string>? ids = null;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Rim, "AdhocQuery"))
                {
                    throw cursor.Malformed(Element, "it has an AdhocQuery, which ITI-62 does not allow");
                }

                if (!cursor.Is(MessageNamespaces.Rim, "ObjectRefList"))
                {
                    cursor.Skip();
                }
                else if (ids is null)
                {
                    ids = ReadReferences(cursor);
                }
                else
                {
                    throw cursor.Malformed("rim:ObjectRefList", "it stands twice in the request");
                }
            }
        }

        return ids is { Count: > 0 } ? ids : throw cursor.Malformed(Element, "it names no object to be removed");
    }

    private static List<string> ReadReferences(MessageCursor cursor)
    {
        var ids = new List<string>();
        if (!cursor.Enter())
        {
            return ids;
        }

        while (cursor.MoveToChild())
        {
            if (!cursor.Is(MessageNamespaces.Rim, "ObjectRef"))
            {
                throw cursor.Malformed("rim:ObjectRefList", "it holds something else than ObjectRef");
            }

            if (ids.Count == MaxObjects)
            {
                throw cursor.Malformed("rim:ObjectRefList", $"it names more than {MaxObjects} objects");
            }

            ids.Add(cursor.Attribute("id") ?? throw cursor.Malformed("rim:ObjectRef", "it has no id"));
            cursor.Skip();
        }

        return ids;
    }
}
