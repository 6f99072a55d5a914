using System.Globalization;
using System.Xml;
using XdsDmp.Atna.Storage;
using XdsDmp.Soap;

namespace XdsDmp.Atna.Soap;

/// <summary>Reads SearchAuditMessagesRequest: each child is a condition, and all must hold.</summary>
internal static class SearchFilterReader
{
    private const int MaxLimit = 1_000;
    private const int MaxOffset = 100_000;

    private const string Accepted = "ReceivedFrom, ReceivedBefore, EventFrom, EventBefore, EventCode, Patient, User, "
        + "ObjectId, Source, Outcome, Text, Limit, Offset";

    /// <param name="reader">On the start tag of the request.</param>
    /// <exception cref="SoapFaultException">Names what is not understood.</exception>
    public static AuditFilter Read(XmlReader reader)
    {
        var filter = new AuditFilter();
        var depth = reader.Depth + 1;
        for (var hasNode = reader.Read(); hasNode && reader.Depth >= depth;)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                hasNode = reader.Read();
                continue;
            }

            var name = reader.LocalName;
            filter = With(filter, name, reader.ReadElementContentAsString().Trim());
        }

        return IsBounded(filter)
            ? filter
            : throw SoapFaults.Sender(
                "Text alone would read every message there is: add ReceivedFrom, EventFrom or another condition");
    }

    private static bool IsBounded(AuditFilter filter) => string.IsNullOrEmpty(filter.Text)
        || filter.ReceivedFrom is not null || filter.EventFrom is not null || filter.EventCode is not null
        || filter.Patient is not null || filter.User is not null || filter.ObjectId is not null
        || filter.Source is not null || filter.Outcome is not null;

    private static AuditFilter With(AuditFilter filter, string name, string value) => name switch
    {
        "ReceivedFrom" => filter with { ReceivedFrom = Time(name, value) },
        "ReceivedBefore" => filter with { ReceivedBefore = Time(name, value) },
        "EventFrom" => filter with { EventFrom = Time(name, value) },
        "EventBefore" => filter with { EventBefore = Time(name, value) },
        "EventCode" => filter with { EventCode = value },
        "Patient" => filter with { Patient = value },
        "User" => filter with { User = value },
        "ObjectId" => filter with { ObjectId = value },
        "Source" => filter with { Source = value },
        "Outcome" => filter with { Outcome = Number(name, value, 0, 12) },
        "Text" => filter with { Text = value },
        "Limit" => filter with { Limit = Number(name, value, 1, MaxLimit) },
        "Offset" => filter with { Offset = Number(name, value, 0, MaxOffset) },
        _ => throw SoapFaults.Sender($"the condition {name} is not known; there are {Accepted}"),
    };

    private static DateTimeOffset Time(string name, string value)
    {
        try
        {
            return XmlConvert.ToDateTimeOffset(value);
        }
        catch (FormatException wrong)
        {
            throw SoapFaults.Sender($"{name} must be an xs:dateTime with time zone", wrong);
        }
    }

    private static int Number(string name, string value, int lowest, int highest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= lowest && number <= highest
            ? number
            : throw SoapFaults.Sender($"{name} must be a number from {lowest} to {highest}");
}
