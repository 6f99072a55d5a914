using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>The objects of an answer, by kind.</summary>
internal sealed class FoundObjects
{
    private readonly RegistryObjectList _list;

    public FoundObjects(RegistryObjectList list) => _list = list;

    public IEnumerable<DocumentEntry> Documents =>
        _list.Objects.OfType<ExtrinsicObject>().Select(it => new DocumentEntry(it));

    public IEnumerable<SubmissionSet> SubmissionSets =>
        _list.Objects.OfType<RegistryPackage>().Where(it => !IsFolder(it)).Select(it => new SubmissionSet(it));

    public IEnumerable<Folder> Folders =>
        _list.Objects.OfType<RegistryPackage>().Where(IsFolder).Select(it => new Folder(it));

    public IEnumerable<Association> Associations =>
        _list.Objects.OfType<RimAssociation>().Select(it => new Association(it));

    public IEnumerable<string?> References => _list.Objects.OfType<ObjectRef>().Select(it => it.Id);

    private static bool IsFolder(RegistryPackage package) => package.IsClassifiedAs(XdsUrns.FolderNode);
}
