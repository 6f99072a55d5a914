using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml.Messages;

namespace XdsDmp.CommandLine.Documents;

/// <summary>Where retrieved documents go: a folder, one file, or standard output.</summary>
internal sealed class RetrievalTarget
{
    private readonly string? _file;
    private readonly bool _overwrites;

    public RetrievalTarget(string path, bool overwrites)
    {
        _overwrites = overwrites;
        IsStandardOutput = path == "-";
        var isFolder = Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
        _file = isFolder || IsStandardOutput ? null : Path.GetFullPath(path);
        Folder = IsStandardOutput ? Path.GetTempPath()
            : isFolder ? Path.GetFullPath(path)
            : Path.GetDirectoryName(_file)!;
    }

    public bool IsStandardOutput { get; }

    /// <summary>Drafts lie here too, so that the last step is a rename.</summary>
    public string Folder { get; }

    /// <summary>Before anything is fetched: a mistake in the command should not cost a transfer.</summary>
    public void Check(int documents)
    {
        if (documents > 1 && (IsStandardOutput || _file is not null))
        {
            throw CommandException.Usage($"{documents} documents do not go into one file", "Give --out a folder: DIR/");
        }

        if (_file is not null && File.Exists(_file) && !_overwrites)
        {
            throw CommandException.Usage($"{_file} exists", "Add --force to write over it.");
        }

        Directory.CreateDirectory(Folder);
    }

    public WrittenDocument Keep(DocumentResponse<SavedContent> document, WantedDocument? wanted)
    {
        var content = document.Content;
        var written = new WrittenDocument(document.DocumentUniqueId, document.MimeType, content.Size, content.Sha1)
        {
            IsVerified = wanted?.Hash is not null,
            Problem = wanted?.ProblemOf(content),
        };
        return written.Problem is null ? written with { File = Place(document) } : written;
    }

    /// <summary>An id comes from outside: what is left of it cannot lead out of the folder.</summary>
    internal static string FileNameOf(string uniqueId, string mimeType)
    {
        var name =
            string.Concat(uniqueId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        name = name.TrimStart('.');
        return (name.Length == 0 ? "document" : name) + MimeTypes.ExtensionOf(mimeType);
    }

    private string? Place(DocumentResponse<SavedContent> document)
    {
        if (IsStandardOutput)
        {
            using var output = Console.OpenStandardOutput();
            using var draft = File.OpenRead(document.Content.DraftFile);
            draft.CopyTo(output);
            return null;
        }

        var file = _file ?? Path.Combine(Folder, FileNameOf(document.DocumentUniqueId, document.MimeType));
        if (File.Exists(file) && !_overwrites)
        {
            throw CommandException.Failed($"{file} exists", "Add --force to write over it.");
        }

        File.Move(document.Content.DraftFile, file, _overwrites);
        return file;
    }
}

/// <summary>A document that has arrived, and what became of it.</summary>
internal sealed record WrittenDocument(string UniqueId, string MimeType, long Size, string Sha1)
{
    /// <summary>Null when it went to standard output or was not kept.</summary>
    public string? File { get; init; }

    /// <summary>Hash and size were compared with those in the registry.</summary>
    public bool IsVerified { get; init; }

    public string? Problem { get; init; }
}
