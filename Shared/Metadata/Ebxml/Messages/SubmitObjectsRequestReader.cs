using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Reads <c>lcm:SubmitObjectsRequest</c>: the body of ITI-42, 57, 61 and 92, and part of that of ITI-41 (ITI TF-2
/// §3.42.4.1.2). Its RequestSlotList has no meaning in XDS.b and is passed over.
/// </summary>
public static class SubmitObjectsRequestReader
{
    private const string Element = "lcm:SubmitObjectsRequest";

    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="errors">Takes what is wrong with the objects.</param>
    /// <param name="limits">Bounds, or null for <see cref="MetadataLimits.Default"/>.</param>
    public static RegistryObjectList Read(XmlReader reader, RegistryErrors errors, MetadataLimits? limits = null)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Lcm, "SubmitObjectsRequest", Element);
        RegistryObjectList? objects = null;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (!cursor.Is(MessageNamespaces.Rim, RimNames.RegistryObjectList))
                {
                    cursor.Skip();
                }
                else if (objects is null)
                {
                    objects = RegistryObjectListReader.Read(reader, errors, limits);
                }
                else
                {
                    throw cursor.Malformed("rim:RegistryObjectList", "it stands twice in the request");
                }
            }
        }

        return objects ?? throw cursor.Malformed(Element, "rim:RegistryObjectList is missing");
    }
}
