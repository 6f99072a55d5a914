using System.Text;
using System.Xml.Linq;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Support;

/// <summary>The audit messages that a service has made durable and nobody has fetched.</summary>
public static class TestServicesAudit
{
    private const int All = 100_000;

    public static IReadOnlyList<AuditRecord> RegistryAudit(this TestServices services) =>
        Read(services.RegistryDatabase);

    public static IReadOnlyList<AuditRecord> RepositoryAudit(this TestServices services) =>
        Read(services.RepositoryDatabase);

    private static IReadOnlyList<AuditRecord> Read(string database) =>
        [.. new Outbox(new Database(database)).Peek(All).Select(m => AuditRecord.Of(m.Message))];
}

/// <summary>An audit message as a reader of the trail sees it.</summary>
public sealed record AuditRecord(XElement Message)
{
    /// <summary>For instance <c>110107</c>, Import.</summary>
    public string Event => Identification.Element("EventID")!.Attribute("csd-code")!.Value;

    /// <summary>For instance <c>ITI-41</c>.</summary>
    public string? Transaction => Identification.Element("EventTypeCode")?.Attribute("csd-code")?.Value;

    public string Action => Identification.Attribute("EventActionCode")!.Value;

    /// <summary>0 when it went well.</summary>
    public string Outcome => Identification.Attribute("EventOutcomeIndicator")!.Value;

    /// <summary>Ids of patients, submission sets, documents, queries.</summary>
    public IReadOnlyList<string> Objects =>
        [.. Message.Elements("ParticipantObjectIdentification").Select(o => o.Attribute("ParticipantObjectID")!.Value)];

    private XElement Identification => Message.Element("EventIdentification")!;

    /// <summary>The XML behind the syslog header of a frame.</summary>
    public static AuditRecord Of(byte[] frame)
    {
        var text = Encoding.UTF8.GetString(frame);
        return new AuditRecord(XElement.Parse(text[text.IndexOf("<AuditMessage", StringComparison.Ordinal)..]));
    }
}
