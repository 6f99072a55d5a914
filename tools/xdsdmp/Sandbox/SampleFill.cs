using System.Diagnostics;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// Fills a DMP with invented patients, their states and their documents, by the messages that practice software would
/// send. Every step looks first whether it was done before: a filling that was broken off goes on where it stopped.
/// </summary>
internal sealed class SampleFill(Installation installation)
{
    /// <summary>Of what is filled in; another one is filled in beside the old.</summary>
    private const string Version = "1";

    private readonly SandboxFolder _folder = new(installation.Folder);

    public static async Task RunAsync(Installation installation, CancellationToken cancel) =>
        await new SampleFill(installation).RunAsync(cancel);

    // 1. patients and their DMP  2. documents  3. what became of them  4. closings  5. requests to replay, overview
    private async Task RunAsync(CancellationToken cancel)
    {
        RefuseOtherInstallations();
        Directory.CreateDirectory(_folder.Documents);
        if (!File.Exists(_folder.Done) || await File.ReadAllTextAsync(_folder.Done, cancel) != Version)
        {
            await FillAsync(cancel);
            await File.WriteAllTextAsync(_folder.Done, Version, cancel);
        }

        var requests = await SandboxRequests.WriteAsync(_folder, installation.Endpoints, cancel);
        SandboxOverview.Write(_folder, installation.Endpoints, requests);
    }

    /// <summary>One that was made for another profile, or with one's own certificates.</summary>
    private void RefuseOtherInstallations()
    {
        if (!installation.Settings.IsDmp || installation.Settings.Users.Count == 0)
        {
            throw CommandException.Usage(
                "--sample needs --profile dmp, and the development certificates that come with it");
        }

        var systems = installation.Folder.Systems;
        var name = installation.Settings.Users[^1].Name;
        if (!File.Exists(systems) || !File.ReadAllText(systems).Contains(name, StringComparison.Ordinal))
        {
            throw CommandException.Usage(
                $"{systems} was made without --profile dmp: it does not know '{name}'",
                "Choose another folder with --data, or move that file and assertion-issuers.json away.");
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        using var states = new SampleStates(installation, _folder);
        using var documents = new SampleDocuments(installation, _folder);
        Screen.Error.MarkupLine($"filling the sandbox with invented patients: {Screen.Text(_folder.Root)}");
        await EachAsync("patients", SandboxPatients.All, patient => states.OpenAsync(patient, cancel));
        await EachAsync("documents", documents.Planned, planned => documents.SubmitAsync(planned, cancel));
        await EachAsync("updates", documents.Updated, planned => documents.UpdateAsync(planned, cancel));
        await EachAsync("closings", SandboxPatients.All, patient => states.CloseAsync(patient, cancel));
        Screen.Error.MarkupLine($"[green]filled[/] in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task EachAsync<T>(string what, IReadOnlyList<T> items, Func<T, Task<bool>> work)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        await ProgressBar.RunAsync(what, items.Count, async progress =>
        {
            foreach (var item in items)
            {
                done += await work(item) ? 1 : 0;
                progress.Report(1);
            }

            return done;
        });
        Screen.Error.WriteLine(
            $"  {what}: {done} of {items.Count} done now, nothing to do for {items.Count - done}, "
            + $"{clock.Elapsed.TotalSeconds:0.0} s");
    }
}
