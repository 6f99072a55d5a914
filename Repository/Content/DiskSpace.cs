namespace XdsDmp.Repository.Content;

/// <summary>
/// The room on the disk that a folder is on. Some of it is kept free, so that what was accepted can still be settled,
/// audited and answered when no more documents fit.
/// </summary>
internal sealed class DiskSpace(string folder, long minFreeBytes)
{
    // ENOSPC and EDQUOT; the framework gives the number of the system's error where it has no exception of its own.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private readonly DriveInfo _drive = new(folder);

    /// <summary>Octets.</summary>
    public long Free => _drive.AvailableFreeSpace;

    /// <summary>Why nothing more is taken; null: it is.</summary>
    public string? Trouble => Free < minFreeBytes
        ? $"{Free} octets are free on the disk of the documents; {minFreeBytes} are kept free"
        : null;

    /// <exception cref="ContentSpaceException">There is less room than is to be kept free.</exception>
    public void Demand()
    {
        if (minFreeBytes > 0 && Trouble is { } trouble)
        {
            throw new ContentSpaceException(trouble);
        }
    }

    public static bool IsFull(IOException failure) =>
        failure.HResult is NoSpace or QuotaExceeded or WindowsDiskFull;

    public static ContentSpaceException Full(IOException failure) =>
        new("the disk of the documents is full", failure);
}
