using System.Text;

namespace XdsDmp.Security.Trust;

/// <summary>Tells whether files have changed without reading them: names, sizes and times of last writing.</summary>
internal static class FileFingerprint
{
    public static string Of(IEnumerable<string> paths)
    {
        StringBuilder text = new();
        foreach (string path in paths)
        {
            try
            {
                Append(text, path);
            }
            catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
            {
                throw new TrustException(path, $"The file cannot be looked at: {bad.Message}", bad);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string path)
    {
        // Secrets mounted by a container platform are links whose target changes, not the link.
        FileSystemInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        text.Append(path).Append('|').Append(file.FullName).Append('|').Append(new FileInfo(file.FullName).Length)
            .Append('|').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
    }
}
