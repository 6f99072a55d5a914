using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Reads <c>rs:RegistryResponse</c>, tolerant of what peers leave out (ITI TF-3 §4.2.4).</summary>
public static class RegistryResponseReader
{
    /// <summary>The reader stands on the element; afterwards just behind it.</summary>
    public static RegistryResponse Read(XmlReader reader)
    {
        var cursor = new MessageCursor(reader);
        cursor.ExpectRoot(MessageNamespaces.Rs, "RegistryResponse", "rs:RegistryResponse");
        var status = cursor.Attribute("status");
        var errors = new RegistryErrors();
        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (!ReadErrorList(cursor, errors))
                {
                    cursor.Skip();
                }
            }
        }

        return Of(status, errors);
    }

    /// <summary>Without a status, the errors tell it.</summary>
    internal static RegistryResponse Of(string? status, RegistryErrors errors) => string.IsNullOrEmpty(status)
        ? RegistryResponse.Of(errors)
        : new RegistryResponse(ResponseUrns.ToStatus(status), errors);

    /// <summary>Takes the current element if it is an rs:RegistryErrorList.</summary>
    internal static bool ReadErrorList(MessageCursor cursor, RegistryErrors errors)
    {
        if (!cursor.Is(MessageNamespaces.Rs, "RegistryErrorList"))
        {
            return false;
        }

        if (cursor.Enter())
        {
            while (cursor.MoveToChild())
            {
                if (cursor.Is(MessageNamespaces.Rs, "RegistryError"))
                {
                    errors.Add(ReadError(cursor));
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        return true;
    }

    private static RegistryError ReadError(MessageCursor cursor)
    {
        var code = cursor.Attribute("errorCode");
        var context = cursor.Attribute("codeContext");
        var severity = ResponseUrns.ToSeverity(cursor.Attribute("severity"));
        var location = cursor.Attribute("location");
        var text = cursor.ReadText();
        return new RegistryError(
            string.IsNullOrEmpty(code) ? nameof(RegistryErrorCode.XDSRegistryError) : ResponseUrns.LastPart(code),
            string.IsNullOrEmpty(context) ? text : context,
            severity,
            string.IsNullOrEmpty(location) ? null : location);
    }
}
