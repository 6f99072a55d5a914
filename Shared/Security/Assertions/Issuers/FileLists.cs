using System.Text.Json;
using XdsDmp.Metadata.Files;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>Lists of texts in an operator's file.</summary>
internal static class FileLists
{
    /// <summary>Null for "any", and where there is none.</summary>
    public static IReadOnlyList<string>? Texts(
        FileNode node, string name, Func<string, bool>? isRight = null, string expected = "")
    {
        if (node.List(name) is not { } items)
        {
            return null;
        }

        foreach (var item in items)
        {
            if (item.Kind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.Text))
            {
                node.Wrong(item, "a text that is not empty is expected");
            }
            else if (isRight?.Invoke(item.Text) == false)
            {
                node.Wrong(item, $"'{item.Text}' is not {expected}");
            }
        }

        return [.. items.Select(item => item.Text)];
    }
}
