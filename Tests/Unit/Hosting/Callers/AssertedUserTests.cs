using XdsDmp.Audit.Events;
using XdsDmp.Hosting.Callers;
using XdsDmp.Security.Assertions;
using XdsDmp.Tests.Unit.Security.Assertions;
using XdsDmp.Tests.Unit.Security.Vihf;

namespace XdsDmp.Tests.Unit.Hosting.Callers;

[TestClass]
public sealed class AssertedUserTests
{
    [TestMethod]
    [DataRow("doc", "doc<jdoe@https://sts.test>")]
    [DataRow(null, "<jdoe@https://sts.test>")]
    public void TheUserIsAliasUserAndIssuer(string? alias, string name)
    {
        using var issuer = new TestIssuer();
        var user = AssertedUser.ToParticipant(issuer.Verify(issuer.Draft() with
        {
            NameId = new SamlName("jdoe") { SpProvidedId = alias },
        }));
        Assert.AreEqual(name, user.UserName);
        Assert.AreEqual(name, user.UserId);
    }

    [TestMethod]
    public void RolesAndPurposesAreCodes()
    {
        using var issuer = new TestIssuer();
        var assertion = issuer.Verify(issuer.Draft() with
        {
            Attributes =
            [
                new(XuaAttributes.Role,
                [
                    new("") { Code = new("221", "1.2.5") { SystemName = "ISCO", DisplayName = "Doctor" } },
                    new("nurse"),
                ]),
                TestIssuer.Coded(XuaAttributes.PurposeOfUse, ("TREATMENT", "1.2.6")),
            ],
        });

        var roles = AssertedUser.ToParticipant(assertion).Roles;
        Assert.HasCount(2, roles);
        Assert.AreEqual(("221", "ISCO", "Doctor"), (roles[0].Code, roles[0].CodeSystemName, roles[0].OriginalText));
        Assert.AreEqual(("nurse", "unknown", "nurse"), (roles[1].Code, roles[1].CodeSystemName, roles[1].OriginalText));
        var purpose = AssertedUser.PurposesOfUse(assertion).Single();
        Assert.AreEqual(("TREATMENT", "1.2.6"), (purpose.Code, purpose.CodeSystemName));
    }

    [TestMethod]
    public void TheUserOfAVihfIsKnownByNumberNameAndStructureAsWell()
    {
        using var structure = new TestStructure();
        var context = AssertedUser.AddTo(Context, structure.Verify(structure.Draft()));
        var (form, person) = (context.Humans[0], context.Humans[1]);
        Assert.AreEqual($"<{TestStructure.PersonId}@{structure.Signature.Subject}>", form.UserId);
        Assert.AreEqual((TestStructure.PersonId, "DOE Ann"), (person.UserId, person.UserName));
        Assert.AreEqual("10 SM26", string.Join(' ', person.Roles.Select(role => role.Code)));
        Assert.AreEqual(TestStructure.StructureId, context.Organizations.Single().Id);
        Assert.AreEqual("SA07", context.Organizations.Single().Kinds.Single().Code);
        Assert.AreEqual(TestStructure.Patient.ToString(), context.AssertedPatientId);
        Assert.AreEqual("normal", context.PurposesOfUse.Single().Code);
    }

    [TestMethod]
    public void ASecretConnectionIsTold()
    {
        using var structure = new TestStructure();
        var draft = structure.Draft();
        var context = AssertedUser.AddTo(
            Context, structure.Verify(draft with { Content = draft.Content with { IsSecret = true } }));
        Assert.AreEqual("normal connexion_secrete", string.Join(' ', context.PurposesOfUse.Select(one => one.Code)));
    }

    private static AuditContext Context { get; } = new()
    {
        Node = AuditNode.OfThisProcess("test"),
        Time = DateTimeOffset.UnixEpoch,
        End = TransactionEnd.Server,
        ServerEndpoint = "https://test/",
    };
}
