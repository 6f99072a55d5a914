namespace XdsDmp.Security.Trust;

/// <summary>Trust material that cannot be used: the message names the file and what is wrong with it.</summary>
public sealed class TrustException : Exception
{
    public TrustException(string path, string message)
        : base($"{path}: {message}")
    {
        Path = path;
    }

    public TrustException(string path, string message, Exception inner)
        : base($"{path}: {message}", inner)
    {
        Path = path;
    }

    public string Path { get; }
}
