using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Submissions;

/// <summary>ITI-42 against the registry's state (ITI TF-2 §3.42.4.1.3).</summary>
[TestClass]
public sealed class RegisterDocumentSetTests
{
    [TestMethod]
    public void AnAcceptedEntryIsFoundApproved()
    {
        using var registry = new TestRegistry();

        Assert.AreEqual(ResponseStatus.Success, registry.Register(A.Submission()).Status);

        var found = registry.Find(
            StoredQueryDefinitions.FindDocuments,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(A.PatientId)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved)));
        Assert.AreEqual(XdsUrns.StatusApproved, found.Single().Status);
    }
}
