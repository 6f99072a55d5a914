using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Tests.Unit.Hosting.Configuration;

[TestClass]
public sealed class SecretSettingsTests
{
    [TestMethod]
    [DataRow("Security:KeyPassword", "hunter2")]
    [DataRow("security:keypassphrase", "hunter2")]
    [DataRow("Atna:ForwardTo:0", "fhir+https://user:hunter2@host/fhir")]
    public void ASecretIsRefusedAndNotRepeated(string key, string value)
    {
        var problem = SecretSettings.Problem(key, value)!;

        StringAssert.Contains(problem, "every user of this machine can read a command line");
        Assert.DoesNotContain("hunter2", problem);
    }

    [TestMethod]
    [DataRow("Security:Key", "/etc/xdsdmp/node.key")]
    [DataRow("Repository:RegistryUrl", "https://localhost:8443/registry")]
    [DataRow("Registry:Port", "0")]
    public void WhatIsNoSecretMayBeGiven(string key, string value) =>
        Assert.IsNull(SecretSettings.Problem(key, value));

    [TestMethod]
    public void AServiceDoesNotStartWithASecretOnItsCommandLine()
    {
        ServiceProcess.RefuseSecrets("--Registry:Port=0");

        Assert.ThrowsExactly<ConfigurationException>(
            () => ServiceProcess.RefuseSecrets("--Security:KeyPassword=hunter2"));
    }
}
