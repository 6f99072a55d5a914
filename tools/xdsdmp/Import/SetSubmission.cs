using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Model;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// One submission of the past as an ITI-41 of today. The same set makes the same message, octet by octet, with the same
/// MessageID: sent twice, it is a retransmission.
/// </summary>
internal sealed class SetSubmission
{
    private readonly PlannedSet _set;
    private readonly SubmittedForm _form;
    private readonly IReadOnlyDictionary<ObjectId, SavedContent> _contents;
    private readonly Func<ObjectId, bool> _isHere;
    private readonly List<DocumentEntry> _documents;
    private readonly List<RegistryObject> _objects = [];
    private readonly HashSet<ObjectId> _submitted = [];
    private readonly List<SkippedObject> _skipped = [];

    /// <param name="set">What is submitted.</param>
    /// <param name="form">As what.</param>
    /// <param name="contents">The documents that could be had; entries of others stay behind.</param>
    /// <param name="isHere">Objects that this registry has already.</param>
    public SetSubmission(
        PlannedSet set, SubmittedForm form, IReadOnlyDictionary<ObjectId, SavedContent> contents,
        Func<ObjectId, bool> isHere)
    {
        _set = set;
        _form = form;
        _contents = contents;
        _isHere = isHere;
        _documents = [.. set.Documents.Where(it => contents.ContainsKey(it.Id))];
        AddObjects();
        AddTies();
        IsEmpty = _documents.Count + set.Folders.Count == 0
            && !_objects.OfType<RimAssociation>().Any(IsFolderMembership);
    }

    public IReadOnlyList<SkippedObject> Skipped => _skipped;

    public IReadOnlyList<DocumentEntry> Documents => _documents;

    /// <summary>Nothing is left that a registration takes (ITI TF-3 §4.1.4).</summary>
    public bool IsEmpty { get; }

    /// <summary>Ids of what it brings.</summary>
    public IEnumerable<ObjectId> Ids => _submitted;

    public ReadOnlyMemory<byte> Body() => XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
        xml,
        new ProvideAndRegisterDocumentSetRequest<DocumentContent>(
            new RegistryObjectList(_objects.ToSequence<Identifiable>()),
            [.. _documents.Select((it, number) => new ProvidedDocument<DocumentContent>(
                it.Id.ToString(), DocumentContent.Attached(ContentId(number))))])));

    public IReadOnlyList<OutgoingAttachment> Attachments() =>
    [
        .. _documents.Select((it, number) => DocumentFiles.Attachment(
            ContentId(number), it.MimeType ?? "application/octet-stream", _contents[it.Id].DraftFile,
            Backups.NoProgress.Instance)),
    ];

    /// <summary>Of the set's own id and of whom it is sent to.</summary>
    public string MessageId(Uri repository) =>
        $"urn:uuid:{DerivedIds.Of($"{repository.AbsoluteUri} {_set.Set.Id} {_set.Set.UniqueId}")}";

    private static string ContentId(int number) => $"document{number + 1}@import";

    private void AddObjects()
    {
        Add(_set.Set.Id, _form.Of(_set.Set));
        foreach (var document in _documents)
        {
            var content = _contents[document.Id];
            Add(document.Id, _form.Of(document, content.Size, content.Sha1));
        }

        foreach (var folder in _set.Folders)
        {
            Add(folder.Id, _form.Of(folder));
        }
    }

    /// <summary>A tie to a tie (SubmissionSet to folder membership) comes after it.</summary>
    private void AddTies()
    {
        foreach (var association in _set.Associations.OrderBy(it => it.Source == _set.Set.Id))
        {
            if (IsEnd(association.Source) && IsEnd(association.Target))
            {
                Add(association.Id, _form.Of(association, StatusOf(association)));
            }
            else
            {
                _skipped.Add(SkippedObject.Of(association, "what it ties is not here"));
            }
        }

        var tied = _objects.OfType<RimAssociation>().Where(it => !IsFolderMembership(it))
            .Select(it => it.TargetObject).ToHashSet();
        foreach (var membership in _objects.OfType<RimAssociation>()
            .Where(it => IsFolderMembership(it) && !tied.Contains(it.Id)).ToList())
        {
            _objects.Add(TieTo(membership));
        }
    }

    /// <summary>What the profile asks for and other registries have not always kept (ITI TF-3 §4.2.2.1.3).</summary>
    private RimAssociation TieTo(RimAssociation membership) => new()
    {
        Id = DerivedIds.Registered($"member {membership.Id}"),
        ObjectType = XdsUrns.ObjectType.Association,
        AssociationType = XdsUrns.Association.HasMember,
        SourceObject = _set.Set.Id.ToString(),
        TargetObject = membership.Id,
    };

    private void Add(ObjectId id, RegistryObject it)
    {
        _submitted.Add(id);
        _objects.Add(it);
    }

    private bool IsEnd(ObjectId id) => _submitted.Contains(id) || _isHere(id);

    private string? StatusOf(Association association) =>
        association.Type != AssociationType.HasMember || association.Source != _set.Set.Id ? null
        : _documents.Exists(it => it.Id == association.Target) ? "Original"
        : association.SubmissionSetStatus == "Reference" ? "Reference"
        : null;

    private bool IsFolderMembership(RimAssociation it) =>
        it.AssociationType == XdsUrns.Association.HasMember
        && it.SourceObject != _set.Set.Id.ToString();
}
