namespace XdsDmp.Repository.Checks.Formats;

/// <summary>What the beginning of a document looks like.</summary>
/// <param name="Format">Of what kind it is.</param>
/// <param name="Root">Name of the root element of XML, as far as it can be read.</param>
internal sealed record RecognisedFormat(Format Format, string? Root = null)
{
    /// <summary>For people: goes on after "looks like".</summary>
    public string Description => Format switch
    {
        Format.Empty => "nothing: it is empty",
        Format.Pdf => "a PDF document",
        Format.Jpeg => "a JPEG image",
        Format.Png => "a PNG image",
        Format.Gif => "a GIF image",
        Format.Bmp => "a BMP image",
        Format.Tiff => "a TIFF image",
        Format.WebP => "a WebP image",
        Format.Dicom => "a DICOM object",
        Format.Zip => "a ZIP archive",
        Format.Gzip => "a gzip archive",
        Format.Ole => "an OLE file, such as old office documents",
        Format.Program => "a program",
        Format.Script => "a script",
        Format.Rtf => "RTF",
        Format.Html => "HTML",
        Format.Xml when Root is not null => $"XML with the root element {Root}",
        Format.Xml => "XML",
        Format.Json => "JSON",
        Format.Hl7V2 => "an HL7 v2 message",
        Format.Text => "plain text",
        _ => "binary data of no format that is known here",
    };
}
