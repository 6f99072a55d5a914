using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>
/// XDR under kill -9: whatever the moment, what was answered with Success is in the inbox, whole; who sends the rest
/// again gets it received, once.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class RecipientCrashTests : IDisposable
{
    private const int Rounds = 3;
    private const int Submitters = 4;

    private readonly ChildServices _services = new(TestFolder.New(), "--Repository:Recipient:Enabled=true");

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhateverTheMomentTheInboxIsWhole()
    {
        var received = new List<Sent>();
        await _services.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var sent = await SubmitUntilKilledAsync();
            await _services.StartAsync();
            foreach (var unanswered in sent.Where(s => s.Answer is null))
            {
                Scenario.IsSuccess(await _services.RecipientClient.ProvideAsync(
                    unanswered.Submission, unanswered.MessageId));
            }

            received.AddRange(sent);
            CollectionAssert.AreEquivalent(
                received.Select(s => s.Submission.SubmissionSetUniqueId).ToList(), Keys().Keys.ToList());
        }

        await _services.KillAsync();
        await _services.StartAsync();
        if (!TestDatabase.IsPostgres)
        {
            // What another instance might just be receiving is swept by its age only.
            Assert.HasCount(
                received.Sum(s => s.Submission.Documents.Count),
                Directory.GetFiles(Path.Combine(_services.Data, "content"), "*", SearchOption.AllDirectories));
        }

        await CheckBytesAsync(received[0]);
        await CheckBytesAsync(received[^1]);
    }

    private async Task<IReadOnlyList<Sent>> SubmitUntilKilledAsync()
    {
        var submitters = Enumerable.Range(0, Submitters)
            .Select(i => new Submitter(_services.RecipientClient, i)).Select(s => Task.Run(s.RunAsync)).ToList();
        await Task.Delay(Random.Shared.Next(100, 1000));
        await _services.KillAsync();
        return [.. (await Task.WhenAll(submitters)).SelectMany(sent => sent)];
    }

    private async Task CheckBytesAsync(Sent sent)
    {
        var to = TestFolder.New();
        var key = Keys()[sent.Submission.SubmissionSetUniqueId];
        var (exitCode, output) = await _services.RunAsync(
            "inbox", "save", $"{key}", "--to", to, $"--Repository:Database={_services.RepositoryDatabase}");
        Assert.AreEqual(0, exitCode, output);
        var files = Directory.GetFiles(Path.Combine(to, $"{key}"), "document-*").Order(StringComparer.Ordinal);
        foreach (var (file, bytes) in files.Zip(sent.Submission.Documents.Values))
        {
            CollectionAssert.AreEqual(bytes, await File.ReadAllBytesAsync(file));
        }
    }

    /// <summary>What the inbox has: uniqueId and number.</summary>
    private Dictionary<string, long> Keys()
    {
        using var connection = new Database(_services.RepositoryDatabase).OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT submission_set_unique_id, id FROM received";
        using var rows = command.ExecuteReader();
        var keys = new Dictionary<string, long>();
        while (rows.Read())
        {
            keys.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return keys;
    }
}
