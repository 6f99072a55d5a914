using System.Text;
using SQLitePCL;

namespace XdsDmp.Bench.Servers;

/// <summary>What makes a written registration its own.</summary>
internal readonly record struct NewRegistration(long Number, long FirstKey);

/// <summary>
/// One row of the registration as a prepared INSERT: most columns are bound once, keys and ids each time.
/// </summary>
internal sealed class BareStatement
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;
    private readonly List<Action<NewRegistration>> _bindings = [];

    public BareStatement(sqlite3 database, RegistrationRow row, RegistrationRows rows)
    {
        _database = database;
        var columns = row.Columns.Where(column => column != "sequence").ToList();
        _insert = Sqlite.Prepare(
            database,
            $"INSERT INTO {row.Table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        for (var i = 0; i < columns.Count; i++)
        {
            Bind(i + 1, columns[i], row.Values[row.Values.Count - columns.Count + i], rows);
        }
    }

    public void Insert(NewRegistration registration)
    {
        foreach (var binding in _bindings)
        {
            binding(registration);
        }

        Sqlite.Step(_database, _insert);
    }

    private void Bind(int at, string column, object? value, RegistrationRows rows)
    {
        switch (column)
        {
            case "id" or "object_id" or "source" or "target":
                var offset = (long)value! - rows.FirstKey;
                _bindings.Add(it => raw.sqlite3_bind_int64(_insert, at, it.FirstKey + offset));
                break;
            case "entry_uuid" or "logical_id":
                _bindings.Add(_ => raw.sqlite3_bind_blob(
                    _insert, at, Guid.CreateVersion7().ToByteArray(bigEndian: true)));
                break;
            case "unique_id" when value is string text:
                _bindings.Add(it => raw.sqlite3_bind_text(
                    _insert, at, Encoding.UTF8.GetBytes($"{text[..^14]}{it.Number:D14}")));
                break;
            case "patient_id" when value is not null:
                var patients = rows.Patients;
                _bindings.Add(it => raw.sqlite3_bind_int64(_insert, at, 1 + (it.Number % patients)));
                break;
            default:
                BindOnce(at, value);
                break;
        }
    }

    private void BindOnce(int at, object? value) => Sqlite.Check(Sqlite.Bind(_insert, at, value));
}
