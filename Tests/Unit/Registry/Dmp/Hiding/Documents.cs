using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using SetUrns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>
/// Submissions all of whose ids follow from a name, so that two registries can be told exactly the same.
/// </summary>
internal static class Documents
{
    public const string Author = "899900063480";
    private const string AuthorName = $"{Author}^TEST^AUTHOR^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
    private const string Institution = "TEST PRACTICE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^499900063480001";
    private const string Specialty = "G15_10/SM26^Médecine générale^1.2.250.1.213.1.1.4.5";
    private static readonly string Patient = TestDmp.Ins.ToString();

    /// <summary>No version 7: those are what the registry itself assigns.</summary>
    public static string Uuid(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    public static string Oid(string name) =>
        $"1.2.250.99.{BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";

    /// <summary>A document of that name in a set of that name.</summary>
    public static RegistryObjectList New(
        string name, (string Class, string Type) kind, IEnumerable<string> masks, string? author = null,
        string? replaces = null, string? folder = null, bool isSigned = false, ExtrinsicObject? beside = null)
    {
        var list = A.Submission(
            Set(name, author), EntryOf(name, kind, masks, author), Member($"set-{name}", name, "Original"));
        list = replaces is null
            ? list
            : list.With(Association(Types.Replace, name, replaces));
        list = folder is null
            ? list
            : list.With(Association(Types.HasMember, folder, name))
                .With(Member($"set-{name}", $"{folder}-{name}", null));
        list = beside is null
            ? list
            : list.With(beside).With(Member($"set-{name}", $"with-{name}", "Original"));
        return isSigned
            ? list.With(SignatureOf(name)).With(Member($"set-{name}", $"signature-{name}", "Original"))
            : list;
    }

    /// <summary>A Folder of that name, with nothing in it.</summary>
    public static RegistryObjectList NewFolder(string name) => A.Submission(
        Set(name, null), Identified(A.Folder(Uuid(name), Oid(name), Patient), name),
        Member($"set-{name}", name, null));

    public static ExtrinsicObject EntryOf(
        string name, (string Class, string Type) kind, IEnumerable<string> masks, string? author = null)
    {
        var id = Uuid(name);
        var entry = ADmp.DocumentEntry(id)
            .WithIdentifier(Entry.UniqueId, i => i with { Value = Oid(name) })
            .WithIdentifier(Entry.PatientId, i => i with { Value = Patient })
            .WithCode(Entry.ClassCode, kind.Class, "1.2.250.1.213.1.1.4.1")
            .WithCode(Entry.TypeCode, kind.Type, "2.16.840.1.113883.6.1")
            .By(author is null ? AuthorName : AuthorName.Replace(Author, author, StringComparison.Ordinal),
                author is null ? Institution : null, Specialty);
        return Identified(
            masks.Aggregate(entry, (it, mask) => it.With(
                ADmp.Code(id, Entry.ConfidentialityCode, mask, DmpCodes.Masks))),
            name);
    }

    /// <summary>ITI-57: another status of a document, by a set of its own.</summary>
    public static RegistryObjectList NewStatus(string step, string target, string from, string to) => A.Submission(
        Set(step, null),
        Association(Types.UpdateAvailabilityStatus, $"set-{step}", target)
            .With(SlotNames.OriginalStatus, from).With(SlotNames.NewStatus, to));

    /// <summary>ITI-57: the same document with other masks.</summary>
    public static RegistryObjectList NewVersion(
        string step, string target, (string Class, string Type) kind, IEnumerable<string> masks, int previous,
        string? author = null)
    {
        var entry = EntryOf(target, kind, masks, author);
        var version = Identified(
            Owned(entry, Uuid(step)) with { Id = Uuid(step), Lid = Uuid(target) }, $"{step}-{target}");
        return A.Submission(
            Set(step, null), version,
            Member($"set-{step}", step, "Original").With(SlotNames.PreviousVersion, $"{previous}"));
    }

    private static ExtrinsicObject SignatureOf(string name)
    {
        var id = Uuid($"signature-{name}");
        return Identified(
            ADmp.SignatureEntry(id)
                .WithIdentifier(Entry.UniqueId, i => i with { Value = Oid($"signature-{name}") })
                .WithIdentifier(Entry.PatientId, i => i with { Value = Patient }),
            $"signature-{name}");
    }

    private static RegistryPackage Set(string name, string? author)
    {
        var id = Uuid($"set-{name}");
        var set = A.SubmissionSet(id, Oid($"set-{name}"), Patient)
            .WithoutClassification(SetUrns.Author)
            .With(ADmp.Author(
                id, SetUrns.Author, AuthorName.Replace(Author, author ?? Author, StringComparison.Ordinal),
                author is null ? Institution : null, Specialty));
        return Identified(set, $"set-{name}");
    }

    private static RimAssociation Member(string set, string member, string? status)
    {
        var association = Association(Types.HasMember, set, member);
        return status is null ? association : association.With(SlotNames.SubmissionSetStatus, status);
    }

    private static RimAssociation Association(string type, string source, string target) =>
        A.Association(type, Uuid(source), Uuid(target), Uuid($"{source}-{target}"));

    /// <summary>What belongs to an object names it.</summary>
    private static ExtrinsicObject Owned(ExtrinsicObject it, string id) => it with
    {
        Classifications = it.Classifications.Map(c => c with { ClassifiedObject = id }),
        ExternalIdentifiers = it.ExternalIdentifiers.Map(i => i with { RegistryObject = id }),
    };

    /// <summary>Parts have ids of their own, which the registry would otherwise assign.</summary>
    private static T Identified<T>(T it, string name)
        where T : RegistryObject
    {
        var part = 0;
        return (T)((RegistryObject)it with
        {
            Classifications = it.Classifications.Map(c => c with { Id = Uuid($"{name}-{part++}") }),
            ExternalIdentifiers = it.ExternalIdentifiers.Map(i => i with { Id = Uuid($"{name}-{part++}") }),
        });
    }
}
