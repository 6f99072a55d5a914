namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Reads one object of a RegistryObjectList. Children are taken in any order: senders put Name before Slot although
/// the schema wants it behind, and nothing is unclear then.
/// </summary>
internal static class RegistryObjectReader
{
    /// <summary>Reads the element the cursor stands on; null when XDS.b knows no such object.</summary>
    public static Identifiable? Read(RimCursor cursor)
    {
        var kind = cursor.LocalName;
        var id = cursor.Attribute("id");
        cursor.Object = id is null ? kind : $"{kind} {id}";
        return kind switch
        {
            RimNames.ExtrinsicObject => ReadExtrinsicObject(cursor),
            RimNames.RegistryPackage => ReadContent(cursor, kind, WithAttributes(cursor, new RegistryPackage())),
            RimNames.Association => ReadAssociation(cursor),
            RimNames.Classification => ReadClassification(cursor),
            RimNames.ExternalIdentifier => ReadExternalIdentifier(cursor),
            RimNames.ObjectRef => ReadObjectRef(cursor),
            _ => null,
        };
    }

    private static RegistryObject ReadExtrinsicObject(RimCursor cursor)
    {
        var attributes = new ExtrinsicObject
        {
            MimeType = cursor.Attribute("mimeType"),
            IsOpaque = cursor.Attribute("isOpaque"),
        };
        return ReadContent(cursor, RimNames.ExtrinsicObject, WithAttributes(cursor, attributes));
    }

    private static RegistryObject ReadAssociation(RimCursor cursor)
    {
        var attributes = new RimAssociation
        {
            AssociationType = cursor.Attribute("associationType"),
            SourceObject = cursor.Attribute("sourceObject"),
            TargetObject = cursor.Attribute("targetObject"),
        };
        return ReadContent(cursor, RimNames.Association, WithAttributes(cursor, attributes));
    }

    private static Classification ReadClassification(RimCursor cursor)
    {
        var attributes = new Classification
        {
            ClassificationScheme = cursor.Attribute("classificationScheme"),
            ClassificationNode = cursor.Attribute("classificationNode"),
            ClassifiedObject = cursor.Attribute("classifiedObject"),
            NodeRepresentation = cursor.Attribute("nodeRepresentation"),
        };
        return (Classification)ReadContent(cursor, RimNames.Classification, WithAttributes(cursor, attributes));
    }

    private static ExternalIdentifier ReadExternalIdentifier(RimCursor cursor)
    {
        var attributes = new ExternalIdentifier
        {
            RegistryObject = cursor.Attribute("registryObject"),
            IdentificationScheme = cursor.Attribute("identificationScheme"),
            Value = cursor.Attribute("value"),
        };
        return (ExternalIdentifier)ReadContent(cursor, RimNames.ExternalIdentifier, WithAttributes(cursor, attributes));
    }

    private static ObjectRef ReadObjectRef(RimCursor cursor)
    {
        var attributes = new ObjectRef
        {
            Id = cursor.Attribute("id"),
            Home = cursor.Attribute("home"),
            CreateReplica = cursor.Attribute("createReplica"),
        };
        var content = new ContentReader(cursor, RimNames.ObjectRef);
        content.Read(isRegistryObject: false);
        return attributes with { Slots = content.Slots };
    }

    private static RegistryObject WithAttributes(RimCursor cursor, RegistryObject it) => it with
    {
        Id = cursor.Attribute("id"),
        Home = cursor.Attribute("home"),
        Lid = cursor.Attribute("lid"),
        ObjectType = cursor.Attribute("objectType"),
        Status = cursor.Attribute("status"),
    };

    private static RegistryObject ReadContent(RimCursor cursor, string kind, RegistryObject it)
    {
        var content = new ContentReader(cursor, kind);
        content.Read(isRegistryObject: true);
        it = it with
        {
            Slots = content.Slots,
            Name = content.Name,
            Description = content.Description,
            VersionInfo = content.VersionInfo,
            Classifications = content.Classifications,
            ExternalIdentifiers = content.ExternalIdentifiers,
        };
        return it is ExtrinsicObject document && content.ContentVersionInfo is not null
            ? document with { ContentVersionInfo = content.ContentVersionInfo }
            : it;
    }

    /// <summary>The children of one object while they are being gathered.</summary>
    private ref struct ContentReader(RimCursor cursor, string kind)
    {
        private PartList<Slot> _slots = new(cursor, cursor.Limits.MaxSlotsPerObject, "Slots");
        private PartList<Classification> _classifications = new(
            cursor, cursor.Limits.MaxPartsPerObject, "Classifications");
        private PartList<ExternalIdentifier> _identifiers =
            new(cursor, cursor.Limits.MaxPartsPerObject, "ExternalIdentifiers");

        public readonly Sequence<Slot> Slots => _slots.ToSequence();

        public readonly Sequence<Classification> Classifications => _classifications.ToSequence();

        public readonly Sequence<ExternalIdentifier> ExternalIdentifiers => _identifiers.ToSequence();

        public InternationalString? Name { get; private set; }

        public InternationalString? Description { get; private set; }

        public VersionInfo? VersionInfo { get; private set; }

        public VersionInfo? ContentVersionInfo { get; private set; }

        public void Read(bool isRegistryObject)
        {
            if (!cursor.Enter())
            {
                return;
            }

            while (cursor.MoveToChild())
            {
                if (cursor.LocalName == RimNames.Slot)
                {
                    _slots.Add(SlotReader.Read(cursor));
                }
                else if (!isRegistryObject || !ReadPart())
                {
                    cursor.SkipUnexpected(kind);
                }
            }
        }

        private bool ReadPart()
        {
            switch (cursor.LocalName)
            {
                case RimNames.Name when Name is null:
                    Name = InternationalStringReader.Read(cursor);
                    return true;
                case RimNames.Description when Description is null:
                    Description = InternationalStringReader.Read(cursor);
                    return true;
                case RimNames.VersionInfo when VersionInfo is null:
                    VersionInfo = ReadVersionInfo();
                    return true;
                case RimNames.ContentVersionInfo when kind == RimNames.ExtrinsicObject && ContentVersionInfo is null:
                    ContentVersionInfo = ReadVersionInfo();
                    return true;
                case RimNames.Classification:
                    _classifications.Add(ReadClassification(cursor));
                    return true;
                case RimNames.ExternalIdentifier:
                    _identifiers.Add(ReadExternalIdentifier(cursor));
                    return true;
                default:
                    return false;
            }
        }

        private readonly VersionInfo ReadVersionInfo()
        {
            var version = new VersionInfo(cursor.Attribute("versionName")) { Comment = cursor.Attribute("comment") };
            cursor.Skip();
            return version;
        }
    }
}
