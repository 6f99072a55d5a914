using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Registry;

/// <summary>The file that the setting <c>Registry:AffinityDomain</c> names.</summary>
public static class AffinityDomainFile
{
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The domain that the file describes; the open one without a file.</summary>
    /// <exception cref="ConfigurationException">Names every mistake in the file.</exception>
    public static AffinityDomain Load(string path)
    {
        if (path.Length == 0)
        {
            return AffinityDomain.Open;
        }

        return Read(path, out var mistakes) ?? throw new ConfigurationException(
            $"Registry:AffinityDomain: {path} has {mistakes.Count} mistakes:"
            + string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  {mistake}")));
    }

    /// <summary>Null when there are mistakes.</summary>
    /// <exception cref="ConfigurationException">There is no such file, or it cannot be read.</exception>
    public static AffinityDomain? Read(string path, out IReadOnlyList<FileMistake> mistakes)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes
                ? throw new ConfigurationException($"{path} is larger than {MaxBytes} octets")
                : AffinityDomainReader.Read(File.ReadAllBytes(path), out mistakes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"the affinity domain {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
