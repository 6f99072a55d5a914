using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository;
using XdsDmp.Repository.Content;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>Settings that cannot work, or let documents be read on the way, stop the start and name the key.</summary>
[TestClass]
public sealed class S3ConnectionTests
{
    private static readonly S3Options Good = new()
    {
        Endpoint = "https://storage.example:9000",
        Bucket = "documents",
        CredentialsFile = Credentials("default"),
    };

    [TestMethod]
    public void GoodSettingsAreAccepted()
    {
        Opened(Good);
        Opened(Good with { Endpoint = "http://127.0.0.1:9000" });
        Opened(Good with { Endpoint = "http://10.0.0.1:9000", AllowPlainHttp = true });
        Opened(Good with { Endpoint = "", Region = "eu-west-3" });
    }

    [TestMethod]
    public void WhatCannotWorkNamesItsKey()
    {
        Refused(Good with { Bucket = "" }, "Repository:S3:Bucket");
        Refused(Good with { Region = "" }, "Repository:S3:Region");
        Refused(Good with { Endpoint = "storage.example" }, "Repository:S3:Endpoint");
        Refused(Good with { Endpoint = "https://user:word@storage.example" }, "Repository:S3:Endpoint");
        Refused(Good with { Endpoint = "http://storage.example" }, "Repository:S3:AllowPlainHttp");
        Refused(
            Good with { Endpoint = "http://127.0.0.1", PayloadSigning = S3PayloadSigning.None },
            "Repository:S3:PayloadSigning");
        Refused(Good with { PartBytes = 1000 }, "Repository:S3:PartBytes");
        Refused(Good with { TimeoutSeconds = 0 }, "Repository:S3:TimeoutSeconds");
        Refused(Good with { Retries = -1 }, "Repository:S3:Retries");
        Refused(Good with { CredentialsFile = "/nowhere/credentials" }, "Repository:S3:CredentialsFile");
        Refused(Good with { CredentialsFile = Credentials("other") }, "[default]");
    }

    /// <summary>What the key of a bucket is called is no secret, what opens it is.</summary>
    [TestMethod]
    public void NoRefusalTellsASecret() => Assert.IsFalse(
        Refused(Good with { CredentialsFile = Credentials("other") }, "")
            .ToString().Contains("hush", StringComparison.Ordinal));

    [TestMethod]
    public void ADocumentMustFitIntoItsParts()
    {
        using var parts = new ToolParts(
            new RepositoryOptions { Database = Path.Combine(TestFolder.New(), "none.db") }, new SecurityOptions());

        var refused = Assert.ThrowsExactly<ConfigurationException>(() => ContentStores.Open(
            new RepositoryOptions
            {
                ContentStore = ContentStoreKind.S3,
                MaxDocumentBytes = 100L * 1024 * 1024 * 1024,
                S3 = Good,
            },
            parts.Parts));

        StringAssert.Contains(refused.Message, "Repository:S3:PartBytes");
    }

    /// <summary>Another store does not mind what stands in the section.</summary>
    [TestMethod]
    public void SettingsOfAStoreThatIsNotChosenDoNotMatter()
    {
        ContentStores.Checked(new RepositoryOptions { S3 = Good with { Bucket = "" } });

        Assert.ThrowsExactly<ConfigurationException>(() => ContentStores.Checked(
            new RepositoryOptions { ContentStore = ContentStoreKind.S3, S3 = Good with { Bucket = "" } }));
    }

    private static ConfigurationException Refused(S3Options options, string named)
    {
        var refused = Assert.ThrowsExactly<ConfigurationException>(() => Opened(options));
        StringAssert.Contains(refused.Message, named);
        return refused;
    }

    private static void Opened(S3Options options) => new S3Connection(options, new SocketsHttpHandler()).Dispose();

    private static string Credentials(string section)
    {
        var file = Path.Combine(TestFolder.New(), "credentials");
        File.WriteAllText(file, $"[{section}]\naws_access_key_id = who\naws_secret_access_key = hush\n");
        return file;
    }
}
