using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>An update that would tie patients together.</summary>
[TestClass]
public sealed class XDSPatientIDReconciliationErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnAssociationBetweenTwoPatientsIsRefused()
    {
        _example.Refuse(
            RegistryErrorCode.XDSPatientIDReconciliationError, "MU-patientId",
            Example.Submitting(Types.Append, _example.Document(), _example.Document(Example.OtherPatient)),
            TransactionId.Iti57);
    }

    [TestMethod]
    public void AnAssociationOfOnePatientIsAccepted()
    {
        _example.Accept(
            Example.Submitting(Types.Append, _example.Document(), _example.Document()), TransactionId.Iti57);
    }
}
