using System.Xml;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>Registry and repository with a systems file, and clients with certificates of its authority.</summary>
internal sealed class SystemScene : IAsyncDisposable
{
    public const string Everything = """
        "sourceIds": "*", "repositories": "*", "assigningAuthorities": "*", "homeCommunityIds": "*"
        """;

    /// <summary>What the services themselves must be allowed.</summary>
    private const string Services = """
        { "name": "services", "kind": "node", "certificates": [ { "subject": "CN=node, O=Development only" } ],
          "transactions": [ "ITI-18", "ITI-20", "ITI-42" ], "sourceIds": "*", "repositories": "*",
          "assigningAuthorities": "*", "homeCommunityIds": "*" }
        """;

    private readonly Dictionary<string, TestConnections> _connections = [];

    private SystemScene(string folder) => Folder = folder;

    public TestServices Registered { get; private set; } = null!;

    public string Folder { get; }

    public string File => Path.Combine(Folder, "systems.json");

    public static async Task<SystemScene> StartAsync(params string[] systems) =>
        await StartAsync([], systems);

    public static async Task<SystemScene> StartAsync(
        IEnumerable<(string Key, string Value)> settings, params string[] systems)
    {
        var scene = new SystemScene(TestFolder.New());
        scene.Write(systems);
        scene.Registered = await TestServices.StartAsync([("Security:Systems", scene.File), .. settings]);
        return scene;
    }

    /// <summary>One system, known by the common name of its certificate.</summary>
    public static string System(string name, string transactions, string scopes = Everything) =>
        $$"""
        { "name": "{{name}}", "kind": "other", "certificates": [ { "subject": "CN={{name}}" } ],
          "transactions": [ {{string.Join(", ", transactions.Split(' ').Select(t => $"\"{t}\""))}} ], {{scopes}} }
        """;

    /// <summary>What the file says from now on.</summary>
    public void Write(params string[] systems) => WriteText(
        $$"""{ "version": "{{systems.Length}}", "systems": [ {{string.Join(",\n", [Services, .. systems])}} ] }""");

    public void WriteText(string json)
    {
        global::System.IO.File.WriteAllText(File + ".tmp", json);
        global::System.IO.File.Move(File + ".tmp", File, overwrite: true);
    }

    public TestConnections Connections(string name)
    {
        lock (_connections)
        {
            return _connections.TryGetValue(name, out var connections)
                ? connections
                : _connections[name] = new TestConnections(TestPki.Issue(name));
        }
    }

    public TestClient Client(string name) => Registered.Client(Connections(name));

    /// <summary>Refused before anything was done, in words that tell nothing but which transaction.</summary>
    public static async Task IsForbiddenAsync(string transaction, Func<Task> call)
    {
        var refused = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(call);
        Assert.AreEqual(FaultCode.Sender, refused.Fault.Code);
        Assert.AreEqual(
            new XmlQualifiedName(
                "FailedAuthentication",
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"),
            refused.Fault.Subcode);
        Assert.AreEqual($"this system is not allowed {transaction} here", refused.Fault.Reason);
    }

    /// <summary>A Security Alert of that type that says so.</summary>
    public static Task IsToldAsync(Func<IReadOnlyList<AuditRecord>> trail, string type, params string[] words) =>
        Eventually.IsTrueAsync($"{type} {string.Join(", ", words)} is in the audit trail", () => trail().Any(
            record => record.Event == "110113" && record.Transaction == type
                && words.All(word => record.Message.ToString().Contains(word, StringComparison.Ordinal))));

    public async ValueTask DisposeAsync()
    {
        foreach (var connections in _connections.Values)
        {
            connections.Dispose();
        }

        await Registered.DisposeAsync();
        TestFolder.Delete(Folder);
    }
}
