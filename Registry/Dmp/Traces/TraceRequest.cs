using System.Globalization;
using System.Xml;
using XdsDmp.Metadata.Model;
using XdsDmp.Soap;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>Whose traces somebody wants, and which of them.</summary>
internal sealed record TraceRequest
{
    public required PatientId Patient { get; init; }

    /// <summary>Null: as far back as the settings say.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Lines; null: as many as the settings say.</summary>
    public int? Limit { get; init; }

    /// <summary>Bris de glace and centre 15 only.</summary>
    public bool IsEmergencyOnly { get; init; }

    /// <param name="body">Stands on the request.</param>
    /// <exception cref="SoapFaultException">It says what is wrong.</exception>
    public static TraceRequest Read(XmlReader body)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var isEmpty = body.IsEmptyElement;
        body.Read();
        while (!isEmpty && body.MoveToContent() == XmlNodeType.Element)
        {
            var name = body.LocalName;
            if (body.NamespaceURI != TraceOperations.Namespace
                || !texts.TryAdd(name, body.ReadElementContentAsString()))
            {
                throw Wrong(name, "stands there twice, or in another namespace");
            }
        }

        return new TraceRequest
        {
            Patient = PatientId.TryParse(texts.GetValueOrDefault("patientId"))
                ?? throw Wrong("patientId", "is no patient id in CX: id^^^&oid&ISO"),
            From = TimeOf(texts, "from"),
            To = TimeOf(texts, "to"),
            Limit = LimitOf(texts.GetValueOrDefault("limit")),
            IsEmergencyOnly = texts.GetValueOrDefault("emergencyOnly") switch
            {
                null or "false" or "0" => false,
                "true" or "1" => true,
                _ => throw Wrong("emergencyOnly", "is neither true nor false"),
            },
        };
    }

    private static DateTimeOffset? TimeOf(Dictionary<string, string> texts, string name) =>
        texts.GetValueOrDefault(name) is not { } text ? null
        : DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong(name, "is no time: yyyy-MM-ddThh:mm:ssZ");

    private static int? LimitOf(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit
        : throw Wrong("limit", "is no number from 1 on");

    private static SoapFaultException Wrong(string name, string problem) =>
        SoapFaults.Sender($"ListTracesRequest: {name} {problem}");
}
