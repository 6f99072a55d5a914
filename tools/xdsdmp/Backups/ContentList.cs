using System.Globalization;
using XdsDmp.Security.Files;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Which documents a backup has, a line each: content key, octets as stored, their SHA-256; in the order of the keys,
/// so that two lists are compared by reading both once.
/// </summary>
internal static class ContentList
{
    public const string FileName = "content.list";

    public static StreamWriter Create(string path) =>
        new(new FileStream(path, PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write))) { NewLine = "\n" };

    public static void Add(StreamWriter list, ListedContent content) => list.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{content.Key} {content.Size} {content.Sha256}"));

    public static IEnumerable<ListedContent> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(' ');
            yield return fields is [{ Length: 32 } key, var size, { Length: 64 } sha256]
                && key.All(char.IsAsciiHexDigitLower)
                && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var octets)
                ? new ListedContent(key, octets, sha256)
                : throw new InvalidDataException($"{path} is damaged: '{line}' names no document");
        }
    }
}

/// <param name="Key">32 lower-case hexadecimal digits.</param>
/// <param name="Size">Octets as they are stored: encrypted ones have some more.</param>
/// <param name="Sha256">Of these octets, in hexadecimal.</param>
internal sealed record ListedContent(string Key, long Size, string Sha256);
