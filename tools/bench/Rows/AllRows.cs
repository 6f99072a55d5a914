using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>The rows of the table, in its order.</summary>
internal static class AllRows
{
    public static QueryRow FindDocuments { get; } = new(
        "query", 0.5, "FindDocuments, LeafClass, 50 entries of one of 100 patients", Requests.FindDocuments,
        length => Answers.HasEntries(Product.EntriesOfPatient, length));

    public static QueryRow FindReferences { get; } = new(
        "query-ref", null, "FindDocuments, ObjectRef, 50 references", Requests.FindReferences,
        length => Answers.HasReferences(Product.EntriesOfPatient, length));

    public static QueryRow GetDocuments { get; } = new(
        "get-documents", null, "GetDocuments, LeafClass, one entry by its uniqueId", Requests.GetDocuments,
        length => Answers.HasEntries(1, length));

    private static readonly IRow[] All =
    [
        FindDocuments, FindReferences, GetDocuments, new RegisterRow(), new ProvideRow(),
        new LargeRow(isIn: true), new LargeRow(isIn: false),
        new AuditRow(toDatabase: false), new AuditRow(toDatabase: true), new ConnectRow(),
        new VerificationRow(), new DecisionRow(), new ClientsRow(),
    ];

    public static List<IRow> Chosen(BenchOptions options) =>
        [.. All.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name))];
}
