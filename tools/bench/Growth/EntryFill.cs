using XdsDmp.Bench.Load;
using XdsDmp.Bench.Reports;
using XdsDmp.Bench.Rows;
using XdsDmp.Bench.Servers;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Growth;

/// <summary>
/// Fills a registry by its database: registrations of one entry, with the rows of one that the product has made, fifty
/// for each patient. Patients take turns: what is one's own lies as far apart as it can, as if it came over years. The
/// services do not run meanwhile.
/// </summary>
internal sealed class EntryFill
{
    /// <summary>The patient who has very many.</summary>
    public const long LargePatient = 999_999;

    public const int EntriesOfLargePatient = 10_000;

    private const long FirstNumber = 500_000_000_000;
    private const long FirstPatient = 1_000;
    private const int Batch = 10_000;

    private readonly string _location;
    private readonly RegistrationRows _rows;
    private readonly RegistrationSample _sample;
    private readonly long _firstPatientKey;
    private long _nextKey;

    private EntryFill(string location, RegistrationRows rows, RegistrationSample sample)
    {
        _location = location;
        _rows = rows;
        _sample = sample;
        _firstPatientKey = Stored.Count(location, "SELECT max(id) + 1 FROM patient");
        _nextKey = Stored.Count(location, "SELECT max(id) + 1 FROM registry_object");
    }

    /// <summary>Where the filled patients are.</summary>
    public static Numbers Patients(long entries) => new(FirstPatient, entries / Product.EntriesOfPatient);

    /// <summary>
    /// Numbers of the registrations that were filled in, but for those of the patient who has very many.
    /// </summary>
    public static Numbers Registrations(long entries) => new(FirstNumber + EntriesOfLargePatient, entries);

    /// <param name="location">The registry's database.</param>
    /// <param name="number">Of the last registration, which is repeated.</param>
    /// <param name="patient">Of its patient.</param>
    public static EntryFill Of(string location, long number, long patient)
    {
        var rows = RegistrationRows.ReadLast(location);
        return new EntryFill(location, rows, RegistrationSample.Of(rows, number, patient));
    }

    public async Task RunAsync(long entries)
    {
        using IFillSink sink = Database.IsServer(_location) ? new PostgresFill(_location) : new SqliteFill(_location);
        var written = 0L;
        foreach (var batch in NewRegistrations(entries).Chunk(Batch))
        {
            Progress.Show($"{written} of {entries} entries are filled in");
            await sink.WriteAsync(RowsOf(batch));
            written += batch.Length;
        }

        await sink.FinishAsync();
        Progress.Clear();
    }

    private IEnumerable<FilledRegistration> NewRegistrations(long entries)
    {
        var (all, patients) = (entries + EntriesOfLargePatient, entries / Product.EntriesOfPatient);
        for (var i = 0L; i < all; i++)
        {
            var (ofLarge, ofLargeNext) = (i * EntriesOfLargePatient / all, (i + 1) * EntriesOfLargePatient / all);
            var place = i - ofLarge;
            yield return ofLargeNext > ofLarge
                ? New(ofLarge, LargePatient, _firstPatientKey, isFirst: ofLarge == 0)
                : New(
                    EntriesOfLargePatient + place, FirstPatient + (place % patients),
                    _firstPatientKey + 1 + (place % patients), isFirst: place < patients);
        }
    }

    private FilledRegistration New(long number, long patient, long patientKey, bool isFirst)
    {
        var uuids = Enumerable.Range(0, _rows.Objects).Select(_ => Guid.CreateVersion7());
        _nextKey += _rows.Objects;
        return new FilledRegistration(FirstNumber + number, patient, patientKey, _nextKey - _rows.Objects, [.. uuids])
        {
            IsFirstOfPatient = isFirst,
        };
    }

    /// <summary>Table by table, in an order that foreign keys accept.</summary>
    private IEnumerable<(FilledRow Row, IEnumerable<object?[]> Values)> RowsOf(FilledRegistration[] batch) => _rows.Rows
        .Select(row => new FilledRow(row, _sample))
        .Select(row => (row, batch
            .Where(registration => row.Table != "patient" || registration.IsFirstOfPatient)
            .Select(row.For)));
}
