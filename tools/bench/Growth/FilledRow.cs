using System.Text;
using XdsDmp.Bench.Servers;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Bench.Growth;

/// <summary>What is the registration's own in its rows.</summary>
/// <param name="Number">Of its request.</param>
/// <param name="Patient">Of its patient.</param>
/// <param name="PatientKey">Key of that patient's row.</param>
/// <param name="FirstKey">Key of its first object.</param>
/// <param name="Uuids">Of its objects.</param>
internal sealed record FilledRegistration(long Number, long Patient, long PatientKey, long FirstKey, Guid[] Uuids)
{
    /// <summary>Its patient is new.</summary>
    public bool IsFirstOfPatient { get; init; }
}

/// <summary>
/// A row of a registration of the product's, to be written again with ids, keys and patient of its own: in columns as
/// in the ebRIM that the row keeps.
/// </summary>
internal sealed class FilledRow
{
    private readonly Func<FilledRegistration, object?>[] _values;

    public FilledRow(RegistrationRow row, RegistrationSample sample)
    {
        Table = row.Table;
        Columns = row.Columns;
        _values = [.. row.Columns.Select((column, i) => ValueOf(row.Table, column, row.Values[i], sample))];
    }

    public string Table { get; }

    public IReadOnlyList<string> Columns { get; }

    public object?[] For(FilledRegistration registration) => [.. _values.Select(value => value(registration))];

    private static Func<FilledRegistration, object?> ValueOf(
        string table, string column, object? value, RegistrationSample sample) => (table, column, value) switch
        {
            (_, _, null) => _ => null,
            ("patient", "id", _) or (_, "patient_id", _) => it => it.PatientKey,
            (_, "id" or "object_id" or "source" or "target", long key) =>
                it => it.FirstKey + key - sample.FirstKey,
            (_, _, byte[] { Length: 16 } octets) when sample.IndexOf(octets) is >= 0 and var index =>
                it => it.Uuids[index].ToByteArray(bigEndian: true),
            (_, "fragment", byte[] octets) => Stored(Patched(StoredFragment.OfRow(octets).Read(), sample)),
            (_, _, byte[] octets) => Patched(octets, sample),
            (_, _, string text) => Text(Patched(Encoding.UTF8.GetBytes(text), sample)),
            _ => _ => value,
        };

    private static Func<FilledRegistration, object?> Text(Func<FilledRegistration, byte[]> octets) =>
        it => Encoding.UTF8.GetString(octets(it));

    private static Func<FilledRegistration, byte[]> Stored(Func<FilledRegistration, byte[]> fragment) =>
        it => StoredFragment.Of(fragment(it)).Octets;

    private static Func<FilledRegistration, byte[]> Patched(byte[] octets, RegistrationSample sample)
    {
        var marks = sample.MarksIn(octets).ToList();
        return marks.Count == 0 ? _ => octets : it =>
        {
            var copy = octets.ToArray();
            foreach (var (offset, text) in marks)
            {
                Encoding.ASCII.GetBytes(text(it), copy.AsSpan(offset));
            }

            return copy;
        };
    }
}

/// <summary>The registration whose rows are repeated: what of them is its own.</summary>
/// <param name="Number">Of its request, which is in its unique ids.</param>
/// <param name="Patient">Of its patient.</param>
/// <param name="FirstKey">Key of its first object.</param>
/// <param name="Uuids">Of its objects, as they are stored.</param>
internal sealed record RegistrationSample(long Number, long Patient, long FirstKey, IReadOnlyList<byte[]> Uuids)
{
    public static RegistrationSample Of(RegistrationRows rows, long number, long patient) => new(
        number, patient, rows.FirstKey,
        [
            .. rows.Rows.Where(row => row.Table == "registry_object")
                .Select(row => (byte[])row.Values[row.Columns.ToList().IndexOf("entry_uuid")]!),
        ]);

    public static string NumberText(long number) => $"{number:d12}";

    public static string PatientText(long patient) => $"1{patient:d6}";

    public int IndexOf(byte[] uuid) => Uuids.ToList().FindIndex(it => it.AsSpan().SequenceEqual(uuid));

    /// <summary>Places in a text that belong to this registration, and what stands there in another.</summary>
    public IEnumerable<(int Offset, Func<FilledRegistration, string> Text)> MarksIn(byte[] octets) =>
    [
        .. Marks(octets, NumberText(Number), it => NumberText(it.Number)),
        .. Marks(octets, PatientText(Patient), it => PatientText(it.Patient)),
        .. Uuids.SelectMany((uuid, i) => Marks(octets, $"{new Guid(uuid, bigEndian: true)}", it => $"{it.Uuids[i]}")),
    ];

    private static IEnumerable<(int, Func<FilledRegistration, string>)> Marks(
        byte[] octets, string mark, Func<FilledRegistration, string> text)
    {
        var wanted = Encoding.ASCII.GetBytes(mark);
        for (var at = 0; octets.AsSpan(at).IndexOf(wanted) is >= 0 and var next; at += next + wanted.Length)
        {
            yield return (at + next, text);
        }
    }
}
