using XdsDmp.Metadata.Errors;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Writes <c>rs:RegistryResponse</c> (ITI TF-3 §4.2.4).</summary>
public static class RegistryResponseWriter
{
    public static void Write(Utf8XmlWriter xml, RegistryResponse response)
    {
        xml.Start("rs:RegistryResponse"u8).Attribute("xmlns:rs"u8, MessageNamespaces.Rs);
        WriteContent(xml, response);
    }

    /// <summary>As part of a message that declares the prefix.</summary>
    internal static void WriteNested(Utf8XmlWriter xml, RegistryResponse response)
    {
        xml.Start("rs:RegistryResponse"u8);
        WriteContent(xml, response);
    }

    /// <summary>Nothing when there are no errors: an empty list would not be schema-valid.</summary>
    internal static void WriteErrors(Utf8XmlWriter xml, IReadOnlyCollection<RegistryError> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        xml.Start("rs:RegistryErrorList"u8)
            .Attribute("highestSeverity"u8, ResponseUrns.Of(errors.Max(e => e.Severity)));
        foreach (var error in errors)
        {
            xml.Start("rs:RegistryError"u8)
                .Attribute("errorCode"u8, error.Code)
                .Attribute("codeContext"u8, error.Context)
                .Attribute("severity"u8, ResponseUrns.Of(error.Severity))
                .Attribute("location"u8, error.Location)
                .End("rs:RegistryError"u8);
        }

        xml.End("rs:RegistryErrorList"u8);
    }

    private static void WriteContent(Utf8XmlWriter xml, RegistryResponse response)
    {
        xml.Attribute("status"u8, ResponseUrns.Of(response.Status));
        WriteErrors(xml, response.Errors);
        xml.End("rs:RegistryResponse"u8);
    }
}
