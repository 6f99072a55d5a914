using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Updates;

/// <summary>ITI-57 under the profile Dmp changes who may see a document (DMP, TD3.3a and TD3.3b).</summary>
[TestClass]
public sealed class VisibilityOnlyTests : IDisposable
{
    private readonly Example _example = new(Profile.Dmp);

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheConfidentialityCodeChanges()
    {
        var document = _example.Document();
        var update = _example.NewVersion(document, change: entry => Masked(AsRegistered(entry)));
        _example.Accept(update, TransactionId.Iti57);
        var after = _example.Get(update.Objects.OfType<ExtrinsicObject>().Single().Id!);
        Assert.AreEqual("2", after.VersionInfo!.VersionName);
        CollectionAssert.Contains(
            after.Classifications.Where(c => c.ClassificationScheme == Entry.ConfidentialityCode)
                .Select(c => c.NodeRepresentation).ToList(),
            "INVISIBLE_PATIENT");
    }

    [TestMethod]
    [DataRow("title")]
    [DataRow("comments")]
    [DataRow("mimeType")]
    [DataRow("creationTime")]
    [DataRow("hash")]
    [DataRow("author")]
    [DataRow("typeCode")]
    [DataRow("urn:example:extra")]
    public void AnyOtherAttributeStaysAsItIs(string attribute)
    {
        var document = _example.Document();
        var update = _example.NewVersion(document, change: entry => Changed(AsRegistered(entry), attribute));
        var response = _example.Registry.Submit(TransactionId.Iti57, update);
        Example.Refused(RegistryErrorCode.XDSMetadataUpdateError, "DMP-updateUnchanged", response);
        StringAssert.Contains(response.Errors.Single().Context, $", {attribute};");
    }

    [TestMethod]
    public void AnAttributeIsNotLeftOut()
    {
        var document = _example.Document();
        var update = _example.NewVersion(document, change: entry => AsRegistered(entry).Without("urn:example:extra"));
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateError, "DMP-updateUnchanged", update, TransactionId.Iti57);
    }

    [TestMethod]
    public void TheOrderOfSlotsAndCodesIsFree()
    {
        var document = _example.Document();
        var update = _example.NewVersion(document, change: entry => AsRegistered(entry) with
        {
            Slots = entry.Slots.Reverse().ToSequence(),
            Classifications = entry.Classifications.Reverse().ToSequence(),
        });
        _example.Accept(update, TransactionId.Iti57);
    }

    [TestMethod]
    public void ThePreviousVersionIsTheCurrentOne()
    {
        var document = _example.Document();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataVersionError, "MU-currentVersion",
            _example.NewVersion(document, previous: 2, change: AsRegistered), TransactionId.Iti57);
    }

    [TestMethod]
    public void FoldersHaveNoVersions()
    {
        var (folder, _) = _example.Folder();
        _example.Refuse(
            RegistryErrorCode.XDSMetadataUpdateOperationError, "DMP-updateOperation",
            _example.NewFolderVersion(folder), TransactionId.Iti57);
    }

    [TestMethod]
    public void NoAssociationIsSubmitted() => _example.Refuse(
        RegistryErrorCode.XDSMetadataUpdateOperationError, "DMP-updateOperation",
        Example.Submitting(Types.Append, _example.Document(), _example.Document()), TransactionId.Iti57);

    [TestMethod]
    public void AssociationsKeepTheirStatus()
    {
        var addendum = _example.Related(Types.Append, _example.Document());
        var association = _example.AssociationsOf(addendum).Single(a => a.AssociationType == Types.Append).Id!;
        var response = _example.Registry.Submit(
            TransactionId.Iti57, Example.NewStatus(association, to: XdsUrns.StatusArchived));
        Example.Refused(RegistryErrorCode.XDSMetadataUpdateOperationError, "DMP-updateOperation", response);
    }

    /// <summary>Without the comment that new versions of the examples bear.</summary>
    internal static ExtrinsicObject AsRegistered(ExtrinsicObject entry) =>
        entry with { Description = A.DocumentEntry().Description };

    private static ExtrinsicObject Masked(ExtrinsicObject entry) => entry with
    {
        Classifications = entry.Classifications
            .Append(A.Code(entry.Id!, Entry.ConfidentialityCode, "INVISIBLE_PATIENT")).ToSequence(),
    };

    private static ExtrinsicObject Changed(ExtrinsicObject entry, string attribute) => attribute switch
    {
        "title" => entry with { Name = InternationalString.Of("Autre titre") },
        "comments" => entry with { Description = null },
        "mimeType" => entry with { MimeType = "text/xml" },
        "author" => entry with
        {
            Classifications = entry.Classifications.Where(c => c.ClassificationScheme != Entry.Author).ToSequence(),
        },
        "typeCode" => entry with
        {
            Classifications = entry.Classifications.Map(
                c => c.ClassificationScheme == Entry.TypeCode ? c with { NodeRepresentation = "11490-0" } : c),
        },
        "hash" => entry.With(SlotNames.Hash, "0000000000000000000000000000000000000000"),
        "creationTime" => entry.With(SlotNames.CreationTime, "2026"),
        _ => entry.With(attribute, "another value"),
    };
}
