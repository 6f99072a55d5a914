using System.Buffers;
using System.Text.Json;
using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Fhir;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Writes a searchset Bundle entry by entry, so that one record at a time is in memory, however large they are.
/// </summary>
internal sealed class BundleWriter(IBufferWriter<byte> output, FhirFormat format)
{
    private bool _hasEntries;

    /// <param name="total">Null when it was not counted.</param>
    /// <param name="links">self, next.</param>
    /// <param name="type">searchset or collection.</param>
    public void Start(long? total, IReadOnlyList<(string Relation, string Url)> links, string type = "searchset")
    {
        FhirElement?[] head =
        [
            Elements.Text("type", type),
            total is { } count ? Elements.Number("total", count) : null,
            .. links.Select(link => Elements.Complex(
                "link", Elements.Text("relation", link.Relation), Elements.Text("url", link.Url)).Item()),
        ];
        var bundle = ResourceWriter.Write(Elements.Resource("Bundle", head), format);

        // All but its end.
        output.Write(bundle.AsSpan(0, bundle.Length - (format == FhirFormat.Xml ? "</Bundle>".Length : 1)));
    }

    /// <param name="fullUrl">Null for an outcome.</param>
    /// <param name="resource">The entry.</param>
    /// <param name="mode">match or outcome; null outside of searches.</param>
    public void Add(string? fullUrl, FhirElement resource, string? mode)
    {
        if (format == FhirFormat.Xml)
        {
            var xml = new Utf8XmlWriter(output);
            xml.Start("entry"u8);
            if (fullUrl is not null)
            {
                xml.Start("fullUrl"u8).Attribute("value"u8, fullUrl).End("fullUrl"u8);
            }

            xml.Start("resource"u8);
            FhirXmlWriter.Write(xml, resource, isRoot: false);
            xml.End("resource"u8);
            if (mode is not null)
            {
                xml.Start("search"u8).Start("mode"u8).Attribute("value"u8, mode).End("mode"u8).End("search"u8);
            }

            xml.End("entry"u8);
        }
        else
        {
            output.Write(_hasEntries ? ","u8 : ",\"entry\":["u8);
            using var json = new Utf8JsonWriter(output, FhirJsonWriter.Options);
            json.WriteStartObject();
            if (fullUrl is not null)
            {
                json.WriteString("fullUrl", fullUrl);
            }

            json.WritePropertyName("resource");
            FhirJsonWriter.Write(json, resource);
            if (mode is not null)
            {
                json.WriteStartObject("search");
                json.WriteString("mode", mode);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        _hasEntries = true;
    }

    public void End() => output.Write(
        format == FhirFormat.Xml ? "</Bundle>"u8 : _hasEntries ? "]}"u8 : "}"u8);
}
