using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Content;

/// <summary>Folders in which copies of documents may lie.</summary>
internal sealed class CopyFolders
{
    private readonly IReadOnlyList<string> _folders;

    public CopyFolders(IReadOnlyList<string> folders)
    {
        _folders = folders;
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } absent)
        {
            throw CommandException.Usage($"there is no folder {absent}");
        }
    }

    /// <summary>
    /// All files, those first that bear the name of the key. Which of them is the document its hash tells.
    /// </summary>
    public IEnumerable<string> CandidatesOf(string key) => Files(key + "*").Concat(Files("*")
        .Where(file => !Path.GetFileName(file).StartsWith(key, StringComparison.Ordinal)));

    private IEnumerable<string> Files(string pattern) => _folders.SelectMany(
        folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories));
}
