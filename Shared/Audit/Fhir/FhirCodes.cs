using System.Collections.Concurrent;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Fhir;

/// <summary>Coded values of audit messages as FHIR Codings (DICOM PS3.15 A.5 to FHIR R4 AuditEvent, mapping).</summary>
internal static class FhirCodes
{
    public const string Dcm = "http://dicom.nema.org/resources/ontology/DCM";
    public const string EntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    public const string ObjectRole = "http://terminology.hl7.org/CodeSystem/object-role";
    public const string LifeCycle = "http://terminology.hl7.org/CodeSystem/dicom-audit-lifecycle";
    public const string SourceType = "http://terminology.hl7.org/CodeSystem/security-source-type";

    /// <summary>Our own extension: the name of a code system for which no URI is known.</summary>
    private const string SystemName = "urn:xdsdmp:fhir:code-system-name";

    /// <summary>What a sender wrote where FHIR has a closed list of codes.</summary>
    private const string OriginalText = "http://hl7.org/fhir/StructureDefinition/originalText";

    /// <summary>Names come a dozen times a message, and are few: but a hostile sender's.</summary>
    private const int MaxKnown = 1_000;

    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    public static bool IsDcm(CodedValue value) => SystemOf(value.CodeSystemName) == Dcm;

    public static FhirElement? Coding(string name, CodedValue? value) => value is null
        ? null
        : Elements.Complex(
            name,
            SystemNameOf(value.CodeSystemName),
            Elements.Text("system", SystemOf(value.CodeSystemName)),
            Elements.Text("code", value.Code.Trim()),
            Elements.Text("display", value.DisplayName ?? value.OriginalText));

    public static FhirElement? Concept(string name, CodedValue? value) =>
        Elements.Concept(name, Coding("coding", value), value?.OriginalText);

    /// <summary>AuditSourceTypeCode: 1 to 9 have a code system of their own in FHIR.</summary>
    public static FhirElement? Source(CodedValue value) => value.Code.Trim() is [>= '1' and <= '9']
        ? Elements.Coding("type", SourceType, value.Code, value.DisplayName ?? value.OriginalText)
        : Coding("type", value);

    /// <summary>A number of one of the audit message's own lists.</summary>
    public static FhirElement? Number(string name, string system, string? code) =>
        string.IsNullOrWhiteSpace(code) ? null : Elements.Coding(name, system, code, display: null);

    /// <summary>A value of a closed list; anything else is told beside it, since no code may stand for it.</summary>
    public static FhirElement? Closed(string name, string? value, params ReadOnlySpan<string> codes)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return codes.Contains(value.Trim())
            ? Elements.Text(name, value.Trim())
            : new FhirElement(name)
            {
                Kind = FhirKind.Text,
                Children = [Elements.Extension(OriginalText, Elements.Text("valueString", value)!)],
            };
    }

    /// <summary>Null for a name that is none of those known, and no OID or URI.</summary>
    public static string? SystemOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        if (Known.TryGetValue(name, out var system))
        {
            return system;
        }

        system = Found(name);
        if (Known.Count < MaxKnown)
        {
            Known.TryAdd(name, system);
        }

        return system;
    }

    private static string? Found(string name)
    {
        // Senders differ in case, blanks and hyphens.
        var trimmed = name.Trim();
        return string.Concat(trimmed.ToUpperInvariant().Where(c => c is not (' ' or '-' or '_'))) switch
        {
            "" => null,
            "DCM" or "DICOM" => Dcm,
            "IHETRANSACTIONS" or "IHETRANSACTION" => "urn:ihe:event-type-code",
            "IHEXDSMETADATA" => "urn:oid:1.3.6.1.4.1.19376.1.2.6",
            "RFC3881" => "urn:ietf:rfc:3881",
            _ when IsOid(trimmed) => $"urn:oid:{trimmed}",
            _ when trimmed.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
                || trimmed.StartsWith("http", StringComparison.OrdinalIgnoreCase) => trimmed,
            _ => null,
        };
    }

    private static FhirElement? SystemNameOf(string name) => SystemOf(name) is null && name.Trim().Length > 0
        ? Elements.Extension(SystemName, Elements.Text("valueString", name)!)
        : null;

    private static bool IsOid(string text) =>
        text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '.');
}
