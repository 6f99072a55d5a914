using System.Text;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>Audit messages made to cost their reader much more than their sender; some three megabytes each.</summary>
internal static class HostileMessages
{
    private const int Size = 3 * 1024 * 1024;

    public const string DeepXml = nameof(DeepXml);
    public const string EntityBomb = nameof(EntityBomb);
    public const string ExternalEntity = nameof(ExternalEntity);
    public const string ManyAttributes = nameof(ManyAttributes);
    public const string ManyElements = nameof(ManyElements);
    public const string ManyObjects = nameof(ManyObjects);
    public const string SplitText = nameof(SplitText);
    public const string DeepJson = nameof(DeepJson);
    public const string LongNumber = nameof(LongNumber);
    public const string SameKeys = nameof(SameKeys);
    public const string ManyNumbers = nameof(ManyNumbers);
    public const string ManyContained = nameof(ManyContained);

    public static byte[] Of(string name) => Encoding.UTF8.GetBytes(name switch
    {
        DeepXml => Xml(Filled("<a>")),
        EntityBomb => Dtd("<!ENTITY a 'xxxxxxxxxx'>" + string.Concat(Enumerable.Range(1, 12).Select(
            i => $"<!ENTITY a{i} '{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}'>")), "&a12;"),
        ExternalEntity => Dtd("<!ENTITY e SYSTEM 'file:///etc/passwd'>", "&e;"),
        ManyAttributes => Xml($"<ActiveParticipant {Numbered(i => $"a{i}='' ")}/>"),
        ManyElements => Xml($"<ActiveParticipant>{Filled("<a/>")}</ActiveParticipant>"),
        ManyObjects => Xml(Numbered(i => $"<ParticipantObjectIdentification ParticipantObjectID='{i}'/>")),
        SplitText => Xml("<ParticipantObjectIdentification><ParticipantObjectName>"
            + $"{Filled("a<!---->")}</ParticipantObjectName></ParticipantObjectIdentification>"),
        DeepJson => Json($"\"agent\":{Filled("[")}"),
        LongNumber => Json($"\"agent\":[{{\"requestor\":{Filled("9")}}}]"),
        SameKeys => Json($"{Filled("\"agent\":{\"name\":\"a\"},")}\"action\":\"R\""),
        ManyNumbers => Json($"\"agent\":[{Filled("0,")}0]"),
        ManyContained => Json(
            $"\"contained\":[{Numbered(i => $"{{\"resourceType\":\"Device\",\"id\":\"{i}\"}},")}{{}}]"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is none of them"),
    });

    private static string Xml(string content) => $"<AuditMessage>{content}</AuditMessage>";

    private static string Dtd(string entities, string content) =>
        $"<!DOCTYPE AuditMessage [{entities}]><AuditMessage>{content}</AuditMessage>";

    private static string Json(string members) => "{\"resourceType\":\"AuditEvent\"," + members + "}";

    private static string Filled(string part) => new StringBuilder().Insert(0, part, Size / part.Length).ToString();

    private static string Numbered(Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < Size; i++)
        {
            text.Append(part(i));
        }

        return text.ToString();
    }
}
