using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Attributes;
using XdsDmp.Tests.Support;
using static XdsDmp.Tests.Unit.Metadata.Rules.Verdict;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Attributes;

/// <summary>Goes through the tables of attributes, so that no row stays untried.</summary>
[TestClass]
public sealed class AttributeTableTests
{
    public static IEnumerable<object[]> RequiredAttributes => Rows(a => a.Optionality.Repository == Presence.R);

    public static IEnumerable<object[]> SingleAttributes => Rows(a =>
        !a.IsMany && a.Coding is Coding.InSlot or Coding.AsCode or Coding.InExternalIdentifier
        && !a.IsMany && a.Name != "documentAvailability");

    public static IEnumerable<object[]> TypedAttributes =>
        Rows(a => a.Type is not null && a.Coding != Coding.InDescription);

    [TestMethod]
    [DynamicData(nameof(RequiredAttributes))]
    public void ARequiredAttributeMustBePresent(string id) =>
        Refuses(id, Altered(id, Remove));

    [TestMethod]
    [DynamicData(nameof(SingleAttributes))]
    public void ASingleAttributeHasOneValue(string id) =>
        Refuses(id, Altered(id, Double));

    [TestMethod]
    [DynamicData(nameof(TypedAttributes))]
    public void AValueHasTheFormOfItsType(string id) =>
        Refuses(id, Altered(id, Spoil));

    [TestMethod]
    [DataRow("DE-creationTime")]
    [DataRow("DE-hash")]
    [DataRow("DE-size")]
    public void OnDemandEntriesHaveNothingThatOnlyBytesTell(string id)
    {
        var slot = Row(id).Key;
        var value = A.DocumentEntry().SlotValue(slot)!;

        Refuses(id, A.SubmissionOf(A.OnDemandEntry().With(slot, value)),
            settings: For(SubmissionTransaction.RegisterOnDemand));
    }

    [TestMethod]
    [DataRow("DE-limitedMetadata")]
    [DataRow("SS-limitedMetadata")]
    [DataRow("FD-limitedMetadata")]
    public void LimitedMetadataIsProhibited(string id) =>
        Refuses(id, Altered(id, (it, row) => it.With(A.Mark(it.Id!, row.Key))));

    [TestMethod]
    public void WhatIsNotMarkedIsNotLimited() => Refuses(
        "DE-typeCode",
        A.SubmissionOf(A.DocumentEntry().WithoutClassification(XdsUrns.DocumentEntry.TypeCode)),
        settings: For(SubmissionTransaction.ProvideLimited));

    [TestMethod]
    public void CommentsMayBeLong() =>
        Accepts(A.SubmissionOf(A.DocumentEntry() with { Description = InternationalString.Of(new string('x', 5000)) }));

    [TestMethod]
    public void AnEmptySlotIsAMissingAttribute() =>
        Refuses("DE-hash", A.SubmissionOf(A.DocumentEntry().With(SlotNames.Hash)));

    private static IEnumerable<AttributeRule> Tables =>
        [.. DocumentEntryAttributes.Table, .. SubmissionSetAttributes.Table, .. FolderAttributes.Table];

    private static IEnumerable<object[]> Rows(Func<AttributeRule, bool> isWanted) =>
        Tables.Where(isWanted).Select(a => new object[] { a.Description.Id });

    private static AttributeRule Row(string id) => Tables.Single(a => a.Description.Id == id);

    private static RegistryObjectList Altered(string id, Func<RegistryObject, AttributeRule, RegistryObject> change)
    {
        var row = Row(id);
        var at = row.Object switch { "DE" => A.Document, "SS" => A.Set, _ => A.FolderId };
        return A.SubmissionWithFolder().With<RegistryObject>(at, it => change(it, row));
    }

    private static RegistryObject Remove(RegistryObject it, AttributeRule row) => row.Coding switch
    {
        Coding.InSlot => it.Without(row.Key),
        Coding.InExternalIdentifier => it.WithoutIdentifier(row.Key),
        Coding.InName => it with { Name = null },
        Coding.InMimeType => (ExtrinsicObject)it with { MimeType = null },
        _ => it.WithoutClassification(row.Key),
    };

    private static RegistryObject Double(RegistryObject it, AttributeRule row) => row.Coding switch
    {
        Coding.InSlot => it.With(row.Key, it.SlotValue(row.Key) ?? Valid(row), it.SlotValue(row.Key) ?? Valid(row)),
        Coding.InExternalIdentifier => it.With(it.ExternalIdentifiers.First(i => i.IdentificationScheme == row.Key)),
        _ => it.With(it.Classification(row.Key)!),
    };

    private static string Valid(AttributeRule row) => row.Name switch
    {
        "lastUpdateTime" => "20260102030405",
        "URI" => "a.txt",
        _ => throw new InvalidOperationException($"the builder makes no {row.Name}"),
    };

    private static RegistryObject Spoil(RegistryObject it, AttributeRule row) => row.Coding switch
    {
        Coding.InSlot => it.With(row.Key, "^^§ |"),
        Coding.InExternalIdentifier => it.WithIdentifier(row.Key, i => i with { Value = "^^§ |" }),
        Coding.InName => it with { Name = InternationalString.Of(new string('x', 257)) },
        Coding.InMimeType => (ExtrinsicObject)it with { MimeType = "text" },
        _ => it with { Home = "1.2.3" },
    };
}
