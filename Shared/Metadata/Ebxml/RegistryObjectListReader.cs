using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Reads a <c>rim:RegistryObjectList</c> as it stands, forward only. What is wrong with the structure is collected;
/// XML that is not well-formed or exceeds the bounds of its reader throws <see cref="XmlException"/>.
/// </summary>
public static class RegistryObjectListReader
{
    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="errors">Takes everything found wrong.</param>
    /// <param name="limits">Bounds, or null for <see cref="MetadataLimits.Default"/>.</param>
    public static RegistryObjectList Read(XmlReader reader, RegistryErrors errors, MetadataLimits? limits = null)
    {
        limits ??= MetadataLimits.Default;
        var cursor = new RimCursor(reader, errors, limits);
        if (!cursor.Enter())
        {
            return RegistryObjectList.Empty;
        }

        var objects = new PartList<Identifiable>(cursor, limits.MaxObjects, "objects in the RegistryObjectList");
        while (cursor.MoveToChild())
        {
            if (RegistryObjectReader.Read(cursor) is { } it)
            {
                cursor.Object = null;
                objects.Add(it);
            }
            else
            {
                cursor.Object = null;
                cursor.SkipUnexpected(RimNames.RegistryObjectList);
            }
        }

        return new RegistryObjectList(objects.ToSequence());
    }
}
