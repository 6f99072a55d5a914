using Microsoft.Win32.SafeHandles;

namespace XdsDmp.Repository.Content;

/// <summary>An open file of the <see cref="FileContentStore"/>.</summary>
internal sealed class FileContent(SafeFileHandle file) : IContent
{
    public long Size { get; } = RandomAccess.GetLength(file);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancel) =>
        RandomAccess.ReadAsync(file, buffer, offset, cancel);

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
