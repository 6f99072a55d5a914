namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Takes old backups away, and the documents that none of the remaining ones has: so that what was removed from the
/// repository leaves its backups in the end.
/// </summary>
internal static class BackupPruning
{
    /// <returns>How many backups and how many documents went.</returns>
    public static (int Sets, long Documents) Run(BackupFolder folder, int keep, CancellationToken cancel)
    {
        using var mine = folder.Open();
        var sets = folder.Complete;
        var old = sets.SkipLast(keep).ToList();

        // Without its manifest it is no backup any more, whatever happens next.
        foreach (var set in old)
        {
            File.Delete(set.PathOf("manifest.json"));
            Directory.Delete(set.Folder, recursive: true);
        }

        var documents = 0L;
        using var kept = new KeptKeys(sets.TakeLast(keep).Select(set => set.ContentList).Where(File.Exists));
        foreach (var file in folder.Content())
        {
            cancel.ThrowIfCancellationRequested();
            if (!kept.Has(Path.GetFileName(file)))
            {
                File.Delete(file);
                documents++;
            }
        }

        return (old.Count, documents);
    }

    /// <summary>The keys of several lists, each in the order of its keys; asked in that order, too.</summary>
    private sealed class KeptKeys : IDisposable
    {
        private readonly List<IEnumerator<ListedContent>> _lists = [];

        public KeptKeys(IEnumerable<string> lists)
        {
            foreach (var list in lists.Select(file => ContentList.Read(file).GetEnumerator()))
            {
                Keep(list);
            }
        }

        public bool Has(string key)
        {
            foreach (var list in _lists.ToList())
            {
                while (string.CompareOrdinal(list.Current.Key, key) < 0)
                {
                    if (!list.MoveNext())
                    {
                        _lists.Remove(list);
                        list.Dispose();
                        break;
                    }
                }
            }

            return _lists.Exists(list => list.Current.Key == key);
        }

        public void Dispose() => _lists.ForEach(list => list.Dispose());

        private void Keep(IEnumerator<ListedContent> list)
        {
            if (list.MoveNext())
            {
                _lists.Add(list);
            }
            else
            {
                list.Dispose();
            }
        }
    }
}
