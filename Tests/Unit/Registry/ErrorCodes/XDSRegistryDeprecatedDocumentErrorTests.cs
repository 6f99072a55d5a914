using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.ErrorCodes;

/// <summary>What is Deprecated is not referred to.</summary>
[TestClass]
public sealed class XDSRegistryDeprecatedDocumentErrorTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void ASecondReplacementIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Types.Replace, entry.Id!, replaced)));
    }

    [TestMethod]
    public void TheReplacementIsReplacedInTurn()
    {
        var (_, replacement) = _example.Replaced();
        _example.Related(Types.Replace, replacement);
    }
}
