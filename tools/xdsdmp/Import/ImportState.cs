using System.Text.Json;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Files;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// The folder of an import: what is done, a line for each patient, on disk before the next one begins; documents on
/// their way; the report. It tells of patients: it is the owner's only.
/// </summary>
internal sealed class ImportState : IDisposable
{
    private static readonly JsonSerializerOptions Line = new(JsonOutput.Options) { WriteIndented = false };

    private readonly FileStream _lock;
    private readonly FileStream _done;
    private readonly Dictionary<string, PatientResult> _results = [];

    private ImportState(string folder, FileStream mine)
    {
        Folder = folder;
        _lock = mine;
        PrivateFiles.CreateFolder(Drafts);
        foreach (var left in Directory.EnumerateFiles(Drafts))
        {
            File.Delete(left);
        }

        _done = new FileStream(
            Path.Combine(folder, "patients.jsonl"),
            PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        ReadDone();
    }

    public string Folder { get; }

    public string Drafts => Path.Combine(Folder, "documents");

    /// <summary>Of this run and of earlier ones.</summary>
    public IReadOnlyCollection<PatientResult> Results => _results.Values;

    /// <param name="folder">Made where there is none.</param>
    /// <param name="between">Whom it copies between: a folder is for these two.</param>
    public static ImportState Open(string folder, string between)
    {
        folder = Path.GetFullPath(folder);
        PrivateFiles.CreateFolder(folder);
        FileStream mine;
        try
        {
            mine = new FileStream(
                Path.Combine(folder, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw CommandException.Failed(
                $"another import works with {folder}, or nothing can be written there: {inUse.Message}",
                cause: inUse);
        }

        try
        {
            CheckSame(Path.Combine(folder, "import.txt"), between);
            return new ImportState(folder, mine);
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    public bool IsDone(ImportedPatient patient) =>
        _results.TryGetValue(patient.There.ToString(), out var result) && result.IsDone;

    /// <summary>Completes when it is on disk.</summary>
    public void Keep(PatientResult result)
    {
        _results[result.Patient] = result;
        if (result.IsDone)
        {
            _done.Write(JsonSerializer.SerializeToUtf8Bytes(result, Line));
            _done.Write("\n"u8);
            _done.Flush(flushToDisk: true);
        }
    }

    public string WriteReport()
    {
        var file = Path.Combine(Folder, "report.json");
        var draft = file + ".new";
        using (var stream = new FileStream(draft, PrivateFiles.Options(FileMode.Create, FileAccess.Write)))
        {
            JsonSerializer.Serialize(stream, Results, JsonOutput.Options);
        }

        File.Move(draft, file, overwrite: true);
        return file;
    }

    public void Dispose()
    {
        _done.Dispose();
        _lock.Dispose();
    }

    private static void CheckSame(string file, string between)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, between);
        }
        else if (File.ReadAllText(file) is { Length: > 0 } other && other != between)
        {
            throw CommandException.Usage(
                $"{Path.GetDirectoryName(file)} is the folder of another import: {other}",
                "Name another folder (--state DIR).");
        }
    }

    /// <summary>The last line may be half of one: that patient is not done.</summary>
    private void ReadDone()
    {
        var text = new byte[_done.Length];
        _done.ReadExactly(text);
        var whole = text.AsSpan().LastIndexOf((byte)'\n') + 1;
        _done.SetLength(whole);
        _done.Position = whole;
        foreach (var range in text.AsSpan(0, whole).Split((byte)'\n'))
        {
            var line = text.AsSpan(range);
            if (!line.IsEmpty && JsonSerializer.Deserialize<PatientResult>(line, Line) is { } result)
            {
                _results[result.Patient] = result;
            }
        }
    }
}
