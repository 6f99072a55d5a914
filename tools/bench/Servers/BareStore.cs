using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;
using XdsDmp.Repository.Content;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// The least that storing a document can be: SHA-1 and SHA-256 of the octets as they come, a new file, flushed as its
/// folder is, and a row that names it, committed together with those that wait.
/// </summary>
internal sealed class BareStore : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly string _folder;
    private readonly SafeFileHandle _folderHandle;
    private readonly BareWriter<BareDocument> _rows;
    private readonly Checkpointer _checkpointer;

    public BareStore(Workplace workplace)
    {
        _folder = Directory.CreateDirectory(Path.Combine(workplace.Folder, "bare")).FullName;
        _folderHandle = DirectoryHandle.Open(_folder);
        var file = Path.Combine(workplace.Folder, "bare-documents.db");
        _rows = new BareWriter<BareDocument>(file, Prepare);
        _checkpointer = new Checkpointer(new Database(file));
    }

    public async Task TakeAsync(Stream body)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var name = $"{Guid.NewGuid():n}";
        using var file = File.OpenHandle(Path.Combine(_folder, name), FileMode.CreateNew, FileAccess.Write);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long size = 0;
        int read;
        while ((read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            sha1.AppendData(buffer, 0, read);
            sha256.AppendData(buffer, 0, read);
            RandomAccess.Write(file, buffer.AsSpan(0, read), size);
            size += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        RandomAccess.FlushToDisk(file);
        RandomAccess.FlushToDisk(_folderHandle);
        await _rows.WriteAsync(new BareDocument(name, size, sha1.GetHashAndReset(), sha256.GetHashAndReset()));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _checkpointer.Dispose();
        _folderHandle.Dispose();
    }

    private static Action<BareDocument> Prepare(sqlite3 database)
    {
        Sqlite.Check(raw.sqlite3_exec(
            database,
            """
            CREATE TABLE document (id INTEGER PRIMARY KEY, content_key TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
                sha1 BLOB NOT NULL, sha256 BLOB NOT NULL)
            """));
        var insert = Sqlite.Prepare(
            database, "INSERT INTO document (content_key, size, sha1, sha256) VALUES (?, ?, ?, ?)");
        return document =>
        {
            raw.sqlite3_bind_text(insert, 1, document.Name);
            raw.sqlite3_bind_int64(insert, 2, document.Size);
            raw.sqlite3_bind_blob(insert, 3, document.Sha1);
            raw.sqlite3_bind_blob(insert, 4, document.Sha256);
            Sqlite.Step(database, insert);
        };
    }
}

internal sealed record BareDocument(string Name, long Size, byte[] Sha1, byte[] Sha256);
