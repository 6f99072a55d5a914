namespace XdsDmp.Soap.Multipart;

/// <summary>The content of the present part as it was sent.</summary>
internal sealed class PartStream(MultipartBody package) : ReadOnlyStream
{
    private readonly int _part = package.PartNumber;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A stream kept beyond its time must not go on into the next part.
        ObjectDisposedException.ThrowIf(_part != package.PartNumber, this);
        return package.ReadContentAsync(buffer, cancellationToken);
    }
}
