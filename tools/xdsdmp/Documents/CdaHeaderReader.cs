using System.Xml;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Documents;

/// <summary>Reads the header of a CDA R2 document, forward only, and stops where its body begins.</summary>
internal sealed class CdaHeaderReader
{
    private const string Hl7V3 = "urn:hl7-org:v3";
    private readonly Stack<string> _path = new();
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int? _repeatedDepth;

    /// <summary>Null when the document is not XML, or not CDA.</summary>
    public static CdaHeader? Read(Stream document)
    {
        try
        {
            using var xml = XmlReaders.Create(document);
            return xml.MoveToContent() == XmlNodeType.Element
                && xml is { LocalName: "ClinicalDocument", NamespaceURI: Hl7V3 }
                ? new CdaHeaderReader().Read(xml)
                : null;
        }
        catch (XmlException)
        {
            // Then it is submitted as what it is: bytes.
            return null;
        }
    }

    /// <summary>
    /// HL7 v3 TS with its time zone as a DTM in UTC; fractions of seconds are cut. A day without hours has no zone to
    /// convert.
    /// </summary>
    public static Hl7Time? TimeOf(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? value[..end] : value;
        var sign = value.LastIndexOfAny(['+', '-']);
        if (Hl7Time.TryParse(digits) is not { } time || sign < 0 || digits.Length < 10)
        {
            return Hl7Time.TryParse(digits);
        }

        var zone = value[(sign + 1)..];
        return zone.Length == 4 && int.TryParse(zone[..2], out var hours) && int.TryParse(zone[2..], out var minutes)
            && DateTime.TryParseExact(time.PadLow(), "yyyyMMddHHmmss", null, 0, out var local)
            ? InUtc(local, new TimeSpan(hours, minutes, 0) * (value[sign] == '-' ? -1 : 1), digits.Length)
            : null;
    }

    private static Hl7Time? InUtc(DateTime local, TimeSpan offset, int length) =>
        Hl7Time.TryParse(
            Hl7Time.Of(new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc))).Digits[..length]);

    private CdaHeader Read(XmlReader xml)
    {
        while (xml.Read() && !(xml is { Depth: 1, NodeType: XmlNodeType.Element, LocalName: "component" }))
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Open(xml);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when _repeatedDepth is null:
                    _found.TryAdd(Path(), xml.Value.Trim());
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
            }
        }

        return Header();
    }

    private void Open(XmlReader xml)
    {
        _path.Push(xml.LocalName);
        var path = Path();
        var isEmpty = xml.IsEmptyElement;

        // Of what is repeated the first counts, whole: the second author must not complete what the first one left out.
        if (_repeatedDepth is null && !_seen.Add(path))
        {
            _repeatedDepth = _path.Count;
        }

        while (_repeatedDepth is null && xml.MoveToNextAttribute())
        {
            _found.TryAdd($"{path}@{xml.LocalName}", xml.Value);
        }

        if (isEmpty)
        {
            Close();
        }
    }

    private void Close()
    {
        if (_repeatedDepth == _path.Count)
        {
            _repeatedDepth = null;
        }

        _path.TryPop(out _);
    }

    private string Path() => string.Join('/', _path.Reverse());

    private string? At(string path) => _found.GetValueOrDefault(path) is { Length: > 0 } value ? value : null;

    private CdaHeader Header() => new()
    {
        UniqueId = Joined(At("id@root"), At("id@extension")),
        Type = CodeAt("code"),
        Title = At("title"),
        EffectiveTime = TimeOf(At("effectiveTime@value")),
        Confidentiality = CodeAt("confidentialityCode"),
        Language = At("languageCode@code"),
        Patient = At("recordTarget/patientRole/id@extension") is { } extension
            && At("recordTarget/patientRole/id@root") is { } authority && Oid.IsValid(authority)
            ? new PatientId(extension, authority)
            : null,
        PatientInfo = PatientInfo(),
        AuthorPerson = Person("author/assignedAuthor"),
        AuthorInstitution = At("author/assignedAuthor/representedOrganization/name"),
        ServiceStart = TimeOf(At("documentationOf/serviceEvent/effectiveTime/low@value")),
        ServiceStop = TimeOf(At("documentationOf/serviceEvent/effectiveTime/high@value")),
    };

    private Code? CodeAt(string path) => At(path + "@code") is { } code && At(path + "@codeSystem") is { } system
        ? new Code(code, system, At(path + "@displayName") ?? code)
        : null;

    private List<string> PatientInfo()
    {
        const string Patient = "recordTarget/patientRole/patient/";
        List<string> info = [];
        if (At(Patient + "name/family") is { } family)
        {
            info.Add($"PID-5|{Plain(family)}^{Plain(At(Patient + "name/given"))}^^^^^L");
        }

        if (TimeOf(At(Patient + "birthTime@value")) is { } birth)
        {
            info.Add($"PID-7|{birth.Digits[..Math.Min(8, birth.Digits.Length)]}");
        }

        if (At(Patient + "administrativeGenderCode@code") is { } gender and ("M" or "F"))
        {
            info.Add($"PID-8|{gender}");
        }

        return info;
    }

    private string? Person(string path)
    {
        var (root, extension) = (At(path + "/id@root"), At(path + "/id@extension"));
        var family = At(path + "/assignedPerson/name/family");
        var hasId = extension is not null && Oid.IsValid(root);
        return !hasId && family is null ? null
            : $"{(hasId ? Plain(extension) : "")}^{Plain(family)}^{Plain(At(path + "/assignedPerson/name/given"))}"
                + (hasId ? $"^^^^^^&{root}&ISO" : "");
    }

    private static string? Joined(string? root, string? extension) =>
        root is null ? null : extension is null ? root : $"{root}^{extension}";

    /// <summary>Delimiters of HL7 v2 have no place inside a component.</summary>
    private static string Plain(string? text) =>
        text is null ? "" : string.Concat(text.Select(c => c is '^' or '&' or '|' or '~' or '\\' ? ' ' : c));
}
