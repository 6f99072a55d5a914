using XdsDmp.Repository.Commands;
using XdsDmp.Security.Files;

namespace XdsDmp.Repository.Checks;

/// <summary>A program looks at each document: exit code 0 lets it pass, else its first line is the finding.</summary>
internal sealed class CommandCheck(OperatorCommand command, IReadOnlyCollection<int> refusingExitCodes) : IContentCheck
{
    private const int MaxOutputBytes = 4096;

    /// <summary>From here on they mean that it was killed.</summary>
    private const int FirstSignal = 128;

    public string Name => Path.GetFileName(command.Program);

    public async Task<CheckVerdict> CheckAsync(Stream octets, long size, CancellationToken cancel)
    {
        if (!command.WantsFile)
        {
            return await RunAsync(command, octets, cancel);
        }

        var path = Path.Combine(Path.GetTempPath(), $"xdsdmp-check-{Guid.NewGuid():n}");
        try
        {
            await using (var file = new FileStream(path, PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write)))
            {
                await octets.CopyToAsync(file, cancel);
            }

            return await RunAsync(command.WithFile(path), Stream.Null, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<CheckVerdict> RunAsync(OperatorCommand line, Stream input, CancellationToken cancel)
    {
        var output = "";
        var end = await BoundedCommand.RunAsync(
            line, (stdin, stop) => input.CopyToAsync(stdin, stop),
            async (stdout, stop) => output = await BoundedCommand.ReadSomeAsync(stdout, MaxOutputBytes, stop), cancel);
        return end.ExitCode switch
        {
            0 => CheckVerdict.Clean,
            _ when Refuses(end.ExitCode) => CheckVerdict.Found(FirstLine(output, end.Errors)),
            _ => CheckVerdict.Trouble($"{Name} ended with {end.ExitCode}: {FirstLine(end.Errors, output)}"),
        };
    }

    private bool Refuses(int exitCode) => refusingExitCodes.Count > 0
        ? refusingExitCodes.Contains(exitCode)
        : exitCode < FirstSignal;

    private static string FirstLine(params string[] texts) => texts
        .SelectMany(text => text.Split('\n')).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}
