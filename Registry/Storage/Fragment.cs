using System.Buffers;
using System.Security;
using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// An object's ebRIM in UTF-8, made once at registration. What changes later is spliced into these bytes, which our own
/// writer has made and whose form is therefore known.
/// </summary>
internal static class Fragment
{
    public static byte[] Of(RegistryObject it)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        RegistryObjectWriter.Write(new Utf8XmlWriter(buffer), it);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The object that was written.</summary>
    public static RegistryObject Read(byte[] fragment)
    {
        byte[] list =
        [
            .. "<rim:RegistryObjectList xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\">"u8, .. fragment,
            .. "</rim:RegistryObjectList>"u8,
        ];
        using var reader = XmlReaders.Create(list);
        reader.MoveToContent();
        return (RegistryObject)RegistryObjectListReader.Read(reader, []).Objects[0];
    }

    /// <summary>The same object with another availabilityStatus: an attribute of its first tag.</summary>
    public static byte[] WithStatus(ReadOnlySpan<byte> fragment, AvailabilityStatus status)
    {
        var tag = fragment[..(fragment.IndexOf((byte)'>') + 1)];
        var start = tag.IndexOf(" status=\""u8) + " status=\"".Length;
        return Spliced(fragment, start, tag[start..].IndexOf((byte)'"'), status.ToUrn());
    }

    /// <summary>The same Folder with another lastUpdateTime: the one value of that slot.</summary>
    public static byte[] WithLastUpdateTime(ReadOnlySpan<byte> fragment, string time)
    {
        var slot = fragment.IndexOf("<rim:Slot name=\"lastUpdateTime\""u8);
        var start = slot + fragment[slot..].IndexOf("<rim:Value>"u8) + "<rim:Value>".Length;
        return Spliced(fragment, start, fragment[start..].IndexOf((byte)'<'), time);
    }

    /// <summary>
    /// The same object under the identifier that took the place of its patient's: one ExternalIdentifier.
    /// </summary>
    public static byte[] WithPatientId(ReadOnlySpan<byte> fragment, ObjectKind kind, PatientId patient)
    {
        var scheme = Encoding.UTF8.GetBytes($" identificationScheme=\"{PatientIdScheme(kind)}\"");
        var tag = fragment.IndexOf(scheme);
        var start = tag + fragment[tag..].IndexOf(" value=\""u8) + " value=\"".Length;
        var value = SecurityElement.Escape(patient.ToString());
        return Spliced(fragment, start, fragment[start..].IndexOf((byte)'"'), value);
    }

    private static string PatientIdScheme(ObjectKind kind) => kind switch
    {
        ObjectKind.DocumentEntry => XdsUrns.DocumentEntry.PatientId,
        ObjectKind.SubmissionSet => XdsUrns.SubmissionSet.PatientId,
        _ => XdsUrns.Folder.PatientId,
    };

    private static byte[] Spliced(ReadOnlySpan<byte> fragment, int start, int length, string value) =>
        [.. fragment[..start], .. Encoding.UTF8.GetBytes(value), .. fragment[(start + length)..]];
}
