namespace XdsDmp.CommandLine.Documents;

/// <summary>Media types by file name extension, both ways.</summary>
internal static class MimeTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly (string Extension, string MimeType)[] Known =
    [
        (".xml", "text/xml"), (".pdf", "application/pdf"), (".txt", "text/plain"), (".rtf", "text/rtf"),
        (".html", "text/html"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".png", "image/png"),
        (".tif", "image/tiff"), (".tiff", "image/tiff"), (".dcm", "application/dicom"), (".json", "application/json"),
        (".hl7", "x-application/hl7"), (".zip", "application/zip"), (".csv", "text/csv"),
    ];

    public static string OfFile(string file) => Known.FirstOrDefault(
        k => k.Extension.Equals(Path.GetExtension(file), StringComparison.OrdinalIgnoreCase)).MimeType ?? Unknown;

    public static string ExtensionOf(string mimeType)
    {
        var type = mimeType.Split(';')[0].Trim();
        return Known.FirstOrDefault(k => k.MimeType.Equals(type, StringComparison.OrdinalIgnoreCase)).Extension ?? "";
    }
}
