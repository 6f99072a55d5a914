using System.CommandLine;

namespace XdsDmp.CommandLine.Content;

/// <summary><c>content</c>: looks after the documents that a repository keeps.</summary>
internal static class ContentCommand
{
    public static Command Create(IReadOnlyList<string> settings) =>
        new("content", "Check and repair the documents of a repository, and the keys that they are encrypted under.")
        {
            ContentCheckCommand.Create(settings), ContentRepairCommand.Create(settings),
            ContentKeysCommand.Create(settings), ContentNewKeyCommand.Create(),
        };
}
