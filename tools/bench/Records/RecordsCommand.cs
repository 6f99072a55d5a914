using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Records;

/// <summary><c>bench records</c>: what searches cost in an archive of many records.</summary>
internal static class RecordsCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (RecordsOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(RecordsOptions.Usage);
            return 2;
        }

        try
        {
            var database = new Database(Path.Combine(options.Data, "atna.db"));
            MigrationRunner.Migrate(database, MigrationSet.Shared, AtnaTables.Migrations);
            var records = new SyntheticRecords(options.Records);
            await new RecordFill(database, records).RunAsync(options.Records);
            Console.WriteLine(
                $"  {new FileInfo(database.File).Length / 1024.0 / 1024 / 1024:0.0} GiB in {database.File}");
            using var readers = new ReaderPool(database);
            new RecordSearches(readers, records, options).Run();
        }
        finally
        {
            if (!options.Keep)
            {
                Directory.Delete(options.Data, recursive: true);
            }
        }

        return 0;
    }
}
