namespace XdsDmp.Repository.Checks.Formats;

/// <summary>
/// Which bytes a MIME type promises. Types that stand nowhere here promise nothing, and what is a kind of text may be
/// sent as text.
/// </summary>
internal static class MimeTypeRules
{
    private static readonly Format[] AnyText =
        [Format.Empty, Format.Text, Format.Rtf, Format.Html, Format.Xml, Format.Json, Format.Hl7V2, Format.Script];

    private static readonly (string Type, Format[] Formats)[] Known =
    [
        ("application/pdf", [Format.Pdf]),
        ("image/jpeg", [Format.Jpeg]), ("image/jpg", [Format.Jpeg]), ("image/pjpeg", [Format.Jpeg]),
        ("image/png", [Format.Png]),
        ("image/gif", [Format.Gif]),
        ("image/bmp", [Format.Bmp]),
        ("image/tiff", [Format.Tiff]),
        ("image/webp", [Format.WebP]),
        ("application/dicom", [Format.Dicom]),
        ("application/zip", [Format.Zip]), ("application/x-zip-compressed", [Format.Zip]),
        ("application/gzip", [Format.Gzip]),
        ("text/rtf", [Format.Rtf]), ("application/rtf", [Format.Rtf]),
        ("text/xml", [Format.Xml]), ("application/xml", [Format.Xml]), ("application/hl7-v3+xml", [Format.Xml]),
        ("application/json", [Format.Json]), ("application/fhir+json", [Format.Json]),
        ("x-application/hl7", [Format.Hl7V2]), ("application/hl7-v2", [Format.Hl7V2]),
        ("application/hl7-v2+er7", [Format.Hl7V2]), ("x-application/hl7-v2+er7", [Format.Hl7V2]),
        ("text/html", [Format.Html, Format.Xml, Format.Text]),
        ("text/plain", AnyText), ("text/csv", AnyText),
    ];

    /// <summary>Office documents, which are archives.</summary>
    private static readonly string[] Archives =
        ["application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."];

    /// <summary>Formats that are CDA by what the profiles say of them.</summary>
    private static readonly string[] CdaFormats =
        ["urn:ihe:iti:xds-sd:", "urn:ihe:iti-fr:xds-sd:", "urn:ihe:pcc:", "urn:ihe:lab:xd-lab:", "urn:asip:ci-sis:"];

    private const string CdaRoot = "ClinicalDocument";

    /// <summary>What is to be there instead; null: nothing contradicts the type.</summary>
    public static string? Expected(string? mimeType, string? formatCode, RecognisedFormat found)
    {
        var type = (mimeType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (FormatsOf(type) is not { } formats)
        {
            return null;
        }

        if (!formats.Contains(found.Format))
        {
            return formats == AnyText
                ? "text"
                : string.Join(" or ", formats.Select(format => new RecognisedFormat(format).Description));
        }

        return found is { Format: Format.Xml, Root: not (null or CdaRoot) } && IsCda(formatCode)
            ? $"a CDA document, as formatCode {formatCode} says"
            : null;
    }

    private static Format[]? FormatsOf(string type) => Known.FirstOrDefault(known => known.Type == type).Formats
        ?? (Archives.Any(archive => type.StartsWith(archive, StringComparison.Ordinal)) ? [Format.Zip] : null);

    private static bool IsCda(string? formatCode) => formatCode is not null
        && CdaFormats.Any(format => formatCode.StartsWith(format, StringComparison.Ordinal));
}
