using XdsDmp.Xml;

namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Writes rim objects in schema order with the prefix <c>rim:</c>. The prefix is not declared here: the bytes are
/// fragments, copied into an envelope that declares it (the registry keeps them like that and answers queries by
/// copying).
/// </summary>
public static class RegistryObjectWriter
{
    public static void Write(Utf8XmlWriter xml, Identifiable it)
    {
        switch (it)
        {
            case ExtrinsicObject document:
                WriteExtrinsicObject(xml, document);
                break;
            case RegistryPackage package:
                Write(xml, "rim:RegistryPackage"u8, package);
                break;
            case RimAssociation association:
                WriteAssociation(xml, association);
                break;
            case Classification classification:
                WriteClassification(xml, classification);
                break;
            case ExternalIdentifier identifier:
                WriteExternalIdentifier(xml, identifier);
                break;
            case ObjectRef reference:
                WriteObjectRef(xml, reference);
                break;
            default:
                throw new ArgumentException($"no element for {it.GetType().Name}", nameof(it));
        }
    }

    public static void WriteSlot(Utf8XmlWriter xml, Slot slot)
    {
        xml.Start("rim:Slot"u8).Attribute("name"u8, slot.Name).Attribute("slotType"u8, slot.SlotType);
        xml.Start("rim:ValueList"u8);
        foreach (var value in slot.Values)
        {
            xml.Element("rim:Value"u8, value);
        }

        xml.End("rim:ValueList"u8).End("rim:Slot"u8);
    }

    private static void WriteExtrinsicObject(Utf8XmlWriter xml, ExtrinsicObject document)
    {
        Start(xml, "rim:ExtrinsicObject"u8, document)
            .Attribute("mimeType"u8, document.MimeType)
            .Attribute("isOpaque"u8, document.IsOpaque);
        WriteContent(xml, document);
        WriteVersion(xml, "rim:ContentVersionInfo"u8, document.ContentVersionInfo);
        xml.End("rim:ExtrinsicObject"u8);
    }

    private static void WriteAssociation(Utf8XmlWriter xml, RimAssociation association)
    {
        Start(xml, "rim:Association"u8, association)
            .Attribute("associationType"u8, association.AssociationType)
            .Attribute("sourceObject"u8, association.SourceObject)
            .Attribute("targetObject"u8, association.TargetObject);
        WriteContent(xml, association);
        xml.End("rim:Association"u8);
    }

    private static void WriteClassification(Utf8XmlWriter xml, Classification classification)
    {
        Start(xml, "rim:Classification"u8, classification)
            .Attribute("classificationScheme"u8, classification.ClassificationScheme)
            .Attribute("classificationNode"u8, classification.ClassificationNode)
            .Attribute("classifiedObject"u8, classification.ClassifiedObject)
            .Attribute("nodeRepresentation"u8, classification.NodeRepresentation);
        WriteContent(xml, classification);
        xml.End("rim:Classification"u8);
    }

    private static void WriteExternalIdentifier(Utf8XmlWriter xml, ExternalIdentifier identifier)
    {
        Start(xml, "rim:ExternalIdentifier"u8, identifier)
            .Attribute("registryObject"u8, identifier.RegistryObject)
            .Attribute("identificationScheme"u8, identifier.IdentificationScheme)
            .Attribute("value"u8, identifier.Value);
        WriteContent(xml, identifier);
        xml.End("rim:ExternalIdentifier"u8);
    }

    private static void WriteObjectRef(Utf8XmlWriter xml, ObjectRef reference)
    {
        xml.Start("rim:ObjectRef"u8)
            .Attribute("id"u8, reference.Id)
            .Attribute("home"u8, reference.Home)
            .Attribute("createReplica"u8, reference.CreateReplica);
        WriteSlots(xml, reference.Slots);
        xml.End("rim:ObjectRef"u8);
    }

    private static void Write(Utf8XmlWriter xml, ReadOnlySpan<byte> element, RegistryObject it)
    {
        Start(xml, element, it);
        WriteContent(xml, it);
        xml.End(element);
    }

    private static Utf8XmlWriter Start(Utf8XmlWriter xml, ReadOnlySpan<byte> element, RegistryObject it) =>
        xml.Start(element)
            .Attribute("id"u8, it.Id)
            .Attribute("home"u8, it.Home)
            .Attribute("lid"u8, it.Lid)
            .Attribute("objectType"u8, it.ObjectType)
            .Attribute("status"u8, it.Status);

    private static void WriteContent(Utf8XmlWriter xml, RegistryObject it)
    {
        WriteSlots(xml, it.Slots);
        WriteText(xml, "rim:Name"u8, it.Name);
        WriteText(xml, "rim:Description"u8, it.Description);
        WriteVersion(xml, "rim:VersionInfo"u8, it.VersionInfo);
        foreach (var classification in it.Classifications)
        {
            WriteClassification(xml, classification);
        }

        foreach (var identifier in it.ExternalIdentifiers)
        {
            WriteExternalIdentifier(xml, identifier);
        }
    }

    private static void WriteSlots(Utf8XmlWriter xml, Sequence<Slot> slots)
    {
        foreach (var slot in slots)
        {
            WriteSlot(xml, slot);
        }
    }

    private static void WriteText(Utf8XmlWriter xml, ReadOnlySpan<byte> element, InternationalString? text)
    {
        if (text is null)
        {
            return;
        }

        xml.Start(element);
        foreach (var part in text.Strings)
        {
            xml.Start("rim:LocalizedString"u8)
                .Attribute("xml:lang"u8, part.Language)
                .Attribute("charset"u8, part.Charset)
                .Attribute("value"u8, part.Value)
                .End("rim:LocalizedString"u8);
        }

        xml.End(element);
    }

    private static void WriteVersion(Utf8XmlWriter xml, ReadOnlySpan<byte> element, VersionInfo? version)
    {
        if (version is not null)
        {
            xml.Start(element)
                .Attribute("versionName"u8, version.VersionName)
                .Attribute("comment"u8, version.Comment)
                .End(element);
        }
    }
}
