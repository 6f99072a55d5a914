using XdsDmp.Repository.Commands;
using XdsDmp.Soap;

namespace XdsDmp.Repository.OnDemand;

/// <summary>A program makes documents: exit code 0, and what it has written is one.</summary>
internal sealed class CommandMaker(OperatorCommand command) : IDocumentMaker
{
    private const int MaxReasonLength = 200;

    public async Task MakeAsync(
        ReadOnlyMemory<byte> order, Func<Stream, CancellationToken, Task> take, CancellationToken cancel)
    {
        var end = await BoundedCommand.RunAsync(
            command, (input, stop) => input.WriteAsync(order, stop).AsTask(), take, cancel);
        if (end.ExitCode != 0)
        {
            throw new IOException(
                $"{Path.GetFileName(command.Program)} ended with {end.ExitCode}: "
                + EchoedText.Clean(end.Errors.Trim(), MaxReasonLength));
        }
    }
}
