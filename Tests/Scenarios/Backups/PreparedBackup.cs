using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>
/// An installation with a few documents, stopped, and a backup of it: made once, and copied by each test that spoils
/// its own.
/// </summary>
internal sealed class PreparedBackup
{
    private const int Documents = 8;

    private static readonly Lazy<Task<PreparedBackup>> Shared = new(MakeAsync);

    private PreparedBackup(string data, string backup, IReadOnlyList<TestSubmission> submissions)
    {
        Data = data;
        Backup = backup;
        Submissions = submissions;
    }

    public string Data { get; }

    public string Backup { get; }

    public IReadOnlyList<TestSubmission> Submissions { get; }

    /// <summary>Files of documents, in a backup or in a data folder.</summary>
    public static IReadOnlyList<string> ContentOf(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "content"), "*", SearchOption.AllDirectories).Order()];

    /// <summary>The folder of the newest backup.</summary>
    public static string SetOf(string backup) => Directory.GetDirectories(Path.Combine(backup, "sets")).Order().Last();

    /// <summary>A copy of one's own.</summary>
    public static async Task<PreparedBackup> NewAsync()
    {
        var shared = await Shared.Value;
        return new PreparedBackup(Copy(shared.Data), Copy(shared.Backup), shared.Submissions);
    }

    public static void FlipABit(string file)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Position = stream.Length / 2;
        var octet = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(octet ^ 1));
    }

    private static async Task<PreparedBackup> MakeAsync()
    {
        var (data, backup) = (TestFolder.New(), TestFolder.New());
        using var services = new ChildServices(data);
        await services.StartAsync();
        var patient = TestSubmission.NewPatient();
        List<TestSubmission> submissions =
            [.. Enumerable.Range(1, Documents).Select(i => TestSubmission.Of(patient, new byte[i * 10_000]))];
        foreach (var submission in submissions)
        {
            Scenario.IsSuccess(await services.Client.ProvideAsync(submission));
        }

        Assert.AreEqual(0, (await services.StopAsync()).ExitCode);
        await CommandProcess.DoAsync(Command("backup", data, "--to", backup));
        return new PreparedBackup(data, backup, submissions);
    }

    /// <summary>With the repository's identity, which <c>up</c> was given on its command line.</summary>
    public static string[] Command(string name, string data, params string[] more) =>
        [name, "--data", data, $"--Repository:RepositoryUniqueId={A.RepositoryUniqueId}", .. more];

    private static string Copy(string folder)
    {
        var target = TestFolder.New();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
