using System.Collections.Frozen;
using System.Globalization;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// Which profession reads and writes documents of which class and type (matrice d'habilitations; arrêté du 26 octobre
/// 2023). Data, not code: what no row allows is denied, and so is everything to a profession without a row. The most
/// precise row decides: speciality before profession alone, type before class, class before all.
/// </summary>
internal sealed class HabilitationMatrix
{
    private readonly FrozenDictionary<Key, (bool Reads, bool Writes)> _cells;

    public HabilitationMatrix(string version, IReadOnlyList<HabilitationRow> rows, DateOnly today)
    {
        Version = version;
        Rows = rows;
        _cells = rows.Where(row => row.From <= today).ToLookup(row => row.Key)
            .ToFrozenDictionary(same => same.Key, same => Latest(same));
    }

    public string Version { get; }

    public IReadOnlyList<HabilitationRow> Rows { get; }

    public bool MayRead(Viewer viewer, string? classCode, string? typeCode) =>
        Find(viewer, classCode, typeCode).Reads;

    public bool MayWrite(Viewer viewer, string? classCode, string? typeCode) =>
        Find(viewer, classCode, typeCode).Writes;

    private (bool Reads, bool Writes) Find(Viewer viewer, string? classCode, string? typeCode)
    {
        if (viewer.Profession is not { } profession)
        {
            return default;
        }

        foreach (var speciality in (ReadOnlySpan<string?>)[viewer.Speciality?.Code, null])
        {
            foreach (var (byClass, byType) in (ReadOnlySpan<(string?, string?)>)
                [(classCode, typeCode), (classCode, null), (null, null)])
            {
                var key = new Key(profession.System, profession.Code, speciality, byClass, byType);
                if (_cells.TryGetValue(key, out var cell))
                {
                    return cell;
                }
            }
        }

        return default;
    }

    private static (bool Reads, bool Writes) Latest(IEnumerable<HabilitationRow> rows)
    {
        var row = rows.MaxBy(row => row.From)!;
        return (row.Reads, row.Writes);
    }

    /// <summary>Whom and what a row is about; null stands for any.</summary>
    internal readonly record struct Key(
        string ProfessionSystem, string Profession, string? Speciality, string? Class, string? Type);
}

/// <summary>One line of the matrix.</summary>
/// <param name="Key">Whom and what it is about.</param>
/// <param name="Reads">May read.</param>
/// <param name="Writes">May add.</param>
/// <param name="From">From which day it applies; the latest of several that do counts.</param>
/// <param name="Source">Where that is written.</param>
internal sealed record HabilitationRow(
    HabilitationMatrix.Key Key, bool Reads, bool Writes, DateOnly From, string Source)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Key.Profession}/{Key.Speciality ?? "*"} {Key.Class ?? "*"}/{Key.Type ?? "*"} {From:yyyy-MM-dd}");
}
