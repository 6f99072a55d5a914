using XdsDmp.Metadata.Errors;
using XdsDmp.Registry;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>Only patients that the feed has announced have documents.</summary>
[TestClass]
public sealed class XDSUnknownPatientIdTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void AnUnknownPatientIsRefused()
    {
        using var strict = new TestRegistry(new RegistryOptions());
        Example.Refused(
            RegistryErrorCode.XDSUnknownPatientId, "REG-patient",
            strict.Register(Example.SubmissionOf(Example.NewEntry())));
    }

    [TestMethod]
    public void APatientOfAnotherAuthorityIsRefusedEvenWhereUnknownOnesAreAccepted()
    {
        using var strict = new TestRegistry(new RegistryOptions
        {
            UnknownPatients = UnknownPatients.Accept,
            AssigningAuthorities = ["1.2.3"],
        });
        Example.Refused(
            RegistryErrorCode.XDSUnknownPatientId, "REG-patient",
            strict.Register(Example.SubmissionOf(Example.NewEntry())));
    }

    [TestMethod]
    public void AnUnknownPatientIsAcceptedWhereTheSettingSaysSo()
    {
        _example.Accept(Example.SubmissionOf(Example.NewEntry()));
    }
}
