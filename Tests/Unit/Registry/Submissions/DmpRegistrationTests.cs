using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Unit.Registry.Submissions;

/// <summary>ITI-42 under the profile Dmp, against what is registered.</summary>
[TestClass]
public sealed class DmpRegistrationTests : IDisposable
{
    private const string Insurance = "Assurance Maladie^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^318003502400041";
    private readonly TestRegistry _registry = new(
        new RegistryOptions { UnknownPatients = UnknownPatients.Accept }, profile: Profile.Dmp,
        dmpRules: new DmpRuleSettings());

    public void Dispose() => _registry.Dispose();

    [TestMethod]
    public void WhatIsRightIsRegistered() => Register(ADmp.DocumentEntry());

    [TestMethod]
    public void WhatIsWrongIsRefused()
    {
        var refused = _registry.Register(ADmp.Submission(entry => entry.Without(SlotNames.LegalAuthenticator)));
        Example.Refused(RegistryErrorCode.XDSRegistryMetadataError, "DMP-required", refused);
    }

    [TestMethod]
    public void TheAuthorOrTheStructureReplaces()
    {
        var first = Register(ADmp.DocumentEntry());
        var second = Register(ADmp.DocumentEntry().By(ADmp.OtherDoctor, ADmp.Practice, ADmp.Specialty), first);
        Register(ADmp.DocumentEntry().By(ADmp.OtherDoctor, ADmp.OtherPractice, ADmp.Specialty), second);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _registry.Stored(first)!.Status);
    }

    [TestMethod]
    public void NobodyElseReplaces()
    {
        var registered = Register(ADmp.DocumentEntry());
        Example.Refused(
            RegistryErrorCode.XDSRegistryMetadataError, "DMP-replaceAuthor",
            _registry.Register(Submission(
                ADmp.DocumentEntry().By(ADmp.OtherDoctor, ADmp.OtherPractice, ADmp.Specialty), registered)));
    }

    [TestMethod]
    public void AHistoryOfReimbursementsReplacesTheOneBefore()
    {
        var first = Register(Reimbursement());
        Example.Refused(
            RegistryErrorCode.XDSRegistryMetadataError, "DMP-reimbursement",
            _registry.Register(Submission(Reimbursement(), null)));
        var second = Register(Reimbursement(), first);
        Assert.AreEqual(XdsUrns.StatusApproved, _registry.Stored(second)!.Status);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _registry.Stored(first)!.Status);
    }

    private static ExtrinsicObject Reimbursement() => ADmp.DocumentEntry()
        .By(ADmp.Machine, Insurance, $"ALIM_AM^AM^{DmpCodes.SpecialAuthors}")
        .WithCode(Entry.ClassCode, "60", "1.2.250.1.213.1.1.4.1")
        .WithCode(Entry.TypeCode, "REMB", "1.2.250.1.213.1.1.4.12");

    private string Register(ExtrinsicObject entry, string? replaced = null)
    {
        var submission = Submission(entry, replaced);
        var response = _registry.Register(submission);
        Assert.AreEqual(
            ResponseStatus.Success, response.Status, string.Join('\n', response.Errors.Select(e => e.Context)));
        return submission.Objects.OfType<ExtrinsicObject>().First().Id!;
    }

    /// <summary>With an entryUUID from the start, so that it can be replaced.</summary>
    private static RegistryObjectList Submission(ExtrinsicObject entry, string? replaced)
    {
        var id = Example.NewUuid();
        var owned = entry with
        {
            Id = id,
            Classifications = entry.Classifications.Map(c => c with { ClassifiedObject = id }),
            ExternalIdentifiers = entry.ExternalIdentifiers.Map(i => i with { RegistryObject = id }),
        };
        var submission = ADmp.SubmissionOf(owned);
        return replaced is null ? submission
            : submission.With(A.Association(XdsUrns.Association.Replace, id, replaced));
    }
}
