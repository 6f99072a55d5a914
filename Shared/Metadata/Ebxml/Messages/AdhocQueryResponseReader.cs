using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Reads <c>query:AdhocQueryResponse</c>; status and object list may be absent, as in samples of the profile.
/// </summary>
public static class AdhocQueryResponseReader
{
    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="problems">Takes what is wrong with the objects of the answer.</param>
    /// <param name="limits">Bounds, or null for <see cref="MetadataLimits.Default"/>.</param>
    public static AdhocQueryResponse Read(XmlReader reader, RegistryErrors problems, MetadataLimits? limits = null)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Query, "AdhocQueryResponse", "query:AdhocQueryResponse");
        var status = cursor.Attribute("status");
        var errors = new RegistryErrors();
        RegistryObjectList? objects = null;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (objects is null && cursor.Is(MessageNamespaces.Rim, RimNames.RegistryObjectList))
                {
                    objects = RegistryObjectListReader.Read(reader, problems, limits);
                }
                else if (!RegistryResponseReader.ReadErrorList(cursor, errors))
                {
                    cursor.Skip();
                }
            }
        }

        return new AdhocQueryResponse(RegistryResponseReader.Of(status, errors), objects ?? RegistryObjectList.Empty);
    }
}
