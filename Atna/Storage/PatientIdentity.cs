namespace XdsDmp.Atna.Storage;

/// <summary>
/// A patient's id and its authority, as senders and auditors write them: an HL7 CX, with or without name or type of the
/// authority, several of them between tildes; <c>system|value</c> and <c>Patient/id</c> of FHIR; <c>id@oid</c> and
/// <c>oid^id</c>, which some make of an II; or a bare id.
/// </summary>
/// <param name="Authority">The authority's OID; its name when it has no OID; null when nothing tells it.</param>
/// <param name="AuthorityName">Its name beside its OID.</param>
internal readonly record struct PatientIdentity(string Id, string? Authority, string? AuthorityName = null)
{
    /// <summary>A patient has some ten ids; a hostile list has more.</summary>
    private const int MaxRepetitions = 100;

    private const string ResourceType = "Patient";

    public static IEnumerable<PatientIdentity> All(string? text)
    {
        var plain = Unescaped(text ?? "").Trim();

        // A tilde repeats a CX (HL7 V2 §2.5.3); in an id that is none it is a character like others.
        return plain.Contains('^', StringComparison.Ordinal)
            ? plain.Split('~', MaxRepetitions).Select(OfCx)
            : [OfPlain(plain)];
    }

    private static PatientIdentity OfCx(string text)
    {
        var parts = text.Trim().Split('^');
        if (parts is [var root, var extension] && IsOid(root))
        {
            return new PatientIdentity(extension, root.Trim());
        }

        if (parts.Length < 4)
        {
            return new PatientIdentity(parts[0], null);
        }

        var authority = parts[3].Split('&');
        var name = OrNull(authority[0]);
        return authority.Length > 1 && OrNull(authority[1]) is { } oid
            ? new PatientIdentity(parts[0], oid, name)
            : new PatientIdentity(parts[0], name);
    }

    private static PatientIdentity OfPlain(string text)
    {
        if (text.Split('|') is [var system, var value] && value.Length > 0)
        {
            return new PatientIdentity(value, OrNull(system));
        }

        if (text.LastIndexOf('@') is > 0 and var at && IsOid(text[(at + 1)..]))
        {
            return new PatientIdentity(text[..at], text[(at + 1)..]);
        }

        return new PatientIdentity(OfReference(text) ?? text, null);
    }

    /// <summary><c>Patient/12</c>, at the end of an address, and perhaps before a version.</summary>
    private static string? OfReference(string text)
    {
        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var type = Array.LastIndexOf(segments, ResourceType);
        return type >= 0 && type + 1 < segments.Length ? segments[type + 1] : null;
    }

    /// <summary>Some senders escape twice; some auditors paste from the XML; HL7 V2 has escapes of its own.</summary>
    private static string Unescaped(string text)
    {
        for (var layer = 0; layer < 3 && text.Contains("&amp;", StringComparison.OrdinalIgnoreCase); layer++)
        {
            text = text.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        }

        return text.Replace("\\T\\", "&", StringComparison.Ordinal);
    }

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static bool IsOid(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Contains('.', StringComparison.Ordinal)
            && trimmed.All(c => char.IsAsciiDigit(c) || c == '.')
            && char.IsAsciiDigit(trimmed[0]) && char.IsAsciiDigit(trimmed[^1]);
    }
}
