using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>Reads ParticipantObjectIdentification.</summary>
internal static class ObjectReader
{
    private const int MaxDetails = 1_000;

    /// <summary>Each system that a message passes through may escape it once more.</summary>
    private const int MaxLayers = 3;

    public static ObjectSummary Read(AuditElement element, int number, FindingList findings)
    {
        var place = $"ParticipantObjectIdentification[{number}]";
        var id = Required.Attribute(element, "ParticipantObjectID", place, findings);
        return new ObjectSummary
        {
            Id = id,
            RepairedId = Repaired(id, place, findings),
            IdTypeCode = CodeReader.ReadOne(element, "ParticipantObjectIDTypeCode", place, findings),
            TypeCode = element.Attribute("ParticipantObjectTypeCode"),
            Role = element.Attribute("ParticipantObjectTypeCodeRole"),
            LifeCycle = element.Attribute("ParticipantObjectDataLifeCycle"),
            Sensitivity = element.Attribute("ParticipantObjectSensitivity"),
            Name = Name(element, place, findings),
            Query = Query(element, place, findings),
            Details = Details(element, place, findings),
        };
    }

    private static string? Repaired(string? id, string place, FindingList findings)
    {
        const string Escape = "&amp;";
        if (id is null || !id.Contains(Escape, StringComparison.Ordinal))
        {
            return null;
        }

        findings.Add(FindingCode.DoubleEscaped, $"{place}/@ParticipantObjectID");
        for (var layer = 0; layer < MaxLayers && id.Contains(Escape, StringComparison.Ordinal); layer++)
        {
            id = id.Replace(Escape, "&", StringComparison.Ordinal);
        }

        return id;
    }

    private static string? Name(AuditElement element, string place, FindingList findings)
    {
        if (element.Attribute("ParticipantObjectName") is not { } attribute)
        {
            return element.First("ParticipantObjectName")?.Text;
        }

        findings.Add(FindingCode.NameAsAttribute, place);
        return attribute;
    }

    private static ReadOnlyMemory<byte>? Query(AuditElement element, string place, FindingList findings) =>
        element.First("ParticipantObjectQuery") is { } query
            ? LenientBase64.Bytes(query.Text, $"{place}/ParticipantObjectQuery", findings)
            : null;

    private static ObjectDetail[] Details(AuditElement element, string place, FindingList findings)
    {
        const string DetailName = "ParticipantObjectDetail";
        var details = element.All(DetailName).Select(detail => new ObjectDetail(
            detail.Attribute("type") ?? "",
            LenientBase64.Text(detail.Attribute("value") ?? detail.Text, $"{place}/{DetailName}", findings)));
        ObjectDetail[] all = [.. details.Concat(ObjectDescription.Identifiers(element)).Take(MaxDetails + 1)];
        if (all.Length <= MaxDetails)
        {
            return all;
        }

        findings.Add(FindingCode.TooMuchContent, $"{place} has over {MaxDetails} details; the others are not indexed");
        return all[..MaxDetails];
    }
}
