namespace XdsDmp.Repository.Checks.Formats;

/// <summary>What octets look like.</summary>
internal enum Format
{
    Empty,
    Pdf,
    Jpeg,
    Png,
    Gif,
    Bmp,
    Tiff,
    WebP,
    Dicom,
    Zip,
    Gzip,
    Ole,
    Program,
    Script,
    Rtf,
    Html,
    Xml,
    Json,
    Hl7V2,
    Text,
    Binary,
}
