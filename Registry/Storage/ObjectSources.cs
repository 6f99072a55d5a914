using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// Where a search starts from: the beginning of its statement, up to the first condition. CROSS JOIN keeps the order of
/// the tables as it is written, because we know, and the database without statistics does not, which index finds less.
/// </summary>
internal sealed class ObjectSources(bool withFragments)
{
    private const string EndOfKeys =
        ") k CROSS JOIN registry_object o CROSS JOIN document_entry d "
        + "WHERE o.id = k.object_id AND d.object_id = o.id";

    public SqlText DocumentEntries() =>
        SelectEntries().Append("FROM registry_object o CROSS JOIN document_entry d WHERE d.object_id = o.id");

    public SqlText DocumentEntriesByAttribute() => withFragments
        ? new SqlText($"SELECT {RegisteredObject.ColumnsOfEntry}, o.fragment, {EntryRow.Columns}")
            .Append("FROM document_entry d CROSS JOIN registry_object o WHERE o.id = d.object_id")
        : new SqlText($"SELECT {RegisteredObject.ColumnsOfEntry}, NULL, {EntryRow.Columns}")
            .Append("FROM document_entry d WHERE 1 = 1");

    public SqlText DocumentEntriesOfEvents(IReadOnlyCollection<long> codes) => SelectEntries()
        .Append("FROM (SELECT DISTINCT object_id FROM entry_code WHERE attribute = 1").AppendIn("AND code_id", codes)
        .Append(EndOfKeys);

    public SqlText DocumentEntriesOfReferences(IReadOnlyCollection<LikePattern> patterns)
    {
        var query = SelectEntries().Append("FROM (SELECT DISTINCT object_id FROM reference_id WHERE")
            .AppendIn("value", [.. patterns.Where(p => p.IsExact).Select(p => p.Text)]);
        foreach (var group in patterns.Where(p => !p.IsExact).Chunk(LikePattern.InOneGroup))
        {
            query.Append("OR (value IN (NULL)");
            foreach (var pattern in group)
            {
                query.Append(
                    "OR value >= @ AND value < @ AND value GLOB @",
                    pattern.Prefix, pattern.AfterPrefix, pattern.Pattern);
            }

            query.Append(")");
        }

        return query.Append(EndOfKeys);
    }

    public SqlText SubmissionSets() =>
        Select().Append("FROM registry_object o CROSS JOIN submission_set s WHERE s.object_id = o.id");

    public SqlText SubmissionSetsByAttribute() =>
        Select().Append("FROM submission_set s CROSS JOIN registry_object o WHERE o.id = s.object_id");

    public SqlText Folders() =>
        Select().Append("FROM registry_object o CROSS JOIN folder f WHERE f.object_id = o.id");

    public SqlText FoldersByAttribute() =>
        Select().Append("FROM folder f CROSS JOIN registry_object o WHERE o.id = f.object_id");

    public SqlText FoldersOfCodes(IReadOnlyCollection<long> codes) => Select()
        .Append("FROM (SELECT DISTINCT object_id FROM entry_code WHERE attribute = 3").AppendIn("AND code_id", codes)
        .Append(") k CROSS JOIN registry_object o CROSS JOIN folder f WHERE o.id = k.object_id AND f.object_id = o.id");

    public SqlText Associations() => Select().Append(
        ", a.type, a.source, a.target FROM association a CROSS JOIN registry_object o WHERE o.id = a.object_id");

    private SqlText SelectEntries() => Select().Append($", {EntryRow.Columns}");

    private SqlText Select() => withFragments
        ? new SqlText($"SELECT {RegisteredObject.Columns}")
        : new SqlText($"SELECT {RegisteredObject.ColumnsWithoutFragment}");
}
