namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>
/// Something that happens to a registry. Numbers are taken modulo what there is, so that any list of steps makes sense,
/// also one from which a shrinker has taken steps away.
/// </summary>
internal abstract record Step;

/// <summary>
/// ITI-42: one or two documents of a patient, one of them perhaps related to a registered one, or put into a registered
/// folder; mostly of the patient of these, so that more is accepted than refused.
/// </summary>
internal sealed record SubmitStep(
    int Patient, bool IsOfTarget, Content First, Content? Second, bool WithFolder, int? ExistingFolder,
    int? RelationType, int Target) : Step;

/// <summary>ITI-57: a new version of an entry, by a sender who may have seen another version.</summary>
internal sealed record UpdateEntryStep(int Entry, int Behind, Content Content, bool? Propagates) : Step;

/// <summary>ITI-57: a new version of a folder.</summary>
internal sealed record UpdateFolderStep(int Folder, int Behind, bool? Propagates) : Step;

/// <summary>ITI-57: another availabilityStatus.</summary>
internal sealed record UpdateStatusStep(int Entry, bool FromApproved, bool ToApproved) : Step;

/// <summary>ITI-57: an association between registered objects.</summary>
internal sealed record SubmitAssociationStep(int Type, int Source, int Target, bool IntoFolder) : Step;

/// <summary>ITI-62: a SubmissionSet and, if so wished, what hangs on it.</summary>
internal sealed record RemoveStep(int Set, bool WithMembers, bool WithAssociations) : Step;

/// <summary>A merge of two patients (ITI-8 A40).</summary>
internal sealed record MergeStep(int Survivor, int Subsumed) : Step;

/// <summary>What distinguishes documents: few values, so that queries find some of them.</summary>
internal sealed record Content(
    int ClassCode, int Confidentiality, int EventCodes, int Created, int? Started, int Author, int? UniqueIdOf,
    bool OtherBytes, bool IsOffline);
