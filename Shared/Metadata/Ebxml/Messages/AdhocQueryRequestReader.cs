using System.Xml;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>
/// Reads <c>query:AdhocQueryRequest</c> (ITI TF-2 §3.18.4.1.2). Ids, parameters and values are taken as they are: what
/// is wrong with them is found by <see cref="StoredQueryParameters"/>. Paging and federation attributes are not used in
/// XDS.b.
/// </summary>
public static class AdhocQueryRequestReader
{
    private const string Element = "query:AdhocQueryRequest";
    private const string UuidPrefix = "urn:uuid:";

    /// <param name="reader">Stands on the element; afterwards just behind it.</param>
    /// <param name="limits">Bounds, or null for <see cref="MetadataLimits.Default"/>.</param>
    public static StoredQueryRequest Read(XmlReader reader, MetadataLimits? limits = null)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Query, "AdhocQueryRequest", Element);
        string? returnType = null;
        StoredQueryRequest? query = null;
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Query, "ResponseOption"))
                {
                    returnType ??= cursor.Attribute("returnType");
                    cursor.Skip();
                }
                else if (cursor.Is(MessageNamespaces.Rim, "AdhocQuery"))
                {
                    query = query is null
                        ? ReadQuery(cursor, limits ?? MetadataLimits.Default)
                        : throw cursor.Malformed("rim:AdhocQuery", "it stands twice in the request");
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return query is null
            ? throw cursor.Malformed(Element, "rim:AdhocQuery is missing")
            : query with { ReturnType = returnType };
    }

    /// <summary>Samples of the profile have blanks around the id, and UUIDs are equal in either case.</summary>
    internal static string Normalized(string id) =>
        id.StartsWith(UuidPrefix, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(id.AsSpan(UuidPrefix.Length), "D", out var uuid)
            ? UuidPrefix + uuid
            : id;

    private static StoredQueryRequest ReadQuery(MessageCursor cursor, MetadataLimits limits)
    {
        var id = Normalized(cursor.Attribute("id") ?? "");
        var home = cursor.Attribute("home");
        var slots = new List<QuerySlot>();
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (!cursor.Is(MessageNamespaces.Rim, RimNames.Slot))
                {
                    cursor.Skip();
                    continue;
                }

                slots.Add(slots.Count < limits.MaxSlotsPerObject
                    ? ReadSlot(cursor, limits)
                    : throw cursor.Malformed("rim:AdhocQuery", $"it has more than {limits.MaxSlotsPerObject} Slots"));
            }
        }

        return new StoredQueryRequest(id, null, string.IsNullOrEmpty(home) ? null : home, slots);
    }

    private static QuerySlot ReadSlot(MessageCursor cursor, MetadataLimits limits)
    {
        var name = cursor.Attribute("name") ?? "";
        var values = new List<string>();
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Rim, RimNames.ValueList))
                {
                    ReadValues(cursor, limits, values);
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return new QuerySlot(name, values);
    }

    private static void ReadValues(MessageCursor cursor, MetadataLimits limits, List<string> values)
    {
        if (!cursor.Enter())
        {
            return;
        }

        while (cursor.MoveToChild())
        {
            if (!cursor.Is(MessageNamespaces.Rim, RimNames.Value))
            {
                cursor.Skip();
                continue;
            }

            values.Add(values.Count < limits.MaxValuesPerSlot
                ? cursor.ReadText()
                : throw cursor.Malformed("rim:Slot", $"it has more than {limits.MaxValuesPerSlot} Values"));
        }
    }
}
