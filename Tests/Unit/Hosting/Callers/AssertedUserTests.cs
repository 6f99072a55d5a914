using XdsDmp.Hosting.Callers;
using XdsDmp.Security.Assertions;
using XdsDmp.Tests.Unit.Security.Assertions;

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
}
