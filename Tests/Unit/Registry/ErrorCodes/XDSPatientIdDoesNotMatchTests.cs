using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>One submission is about one patient.</summary>
[TestClass]
public sealed class XDSPatientIdDoesNotMatchTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnEntryOfAnotherPatientIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "SUB-patientId",
            Example.SubmissionOf(Example.NewEntry(Example.OtherPatient)));
    }

    [TestMethod]
    public void AFolderOfAnotherPatientIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "SUB-patientId",
            Example.InFolder(
                Example.SubmissionOf(entry),
                A.Folder(uniqueId: TestSubmission.NewOid(), patientId: Example.OtherPatient), entry.Id!));
    }

    [TestMethod]
    public void OnePatientIsAccepted()
    {
        _example.Accept(Example.SubmissionOf(Example.NewEntry(Example.OtherPatient), Example.OtherPatient));
    }
}
