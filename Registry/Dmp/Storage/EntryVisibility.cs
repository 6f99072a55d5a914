using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>Changes who shall not see a document, where the metadata themselves do not say it.</summary>
internal static class EntryVisibility
{
    /// <summary>
    /// A later version decides from now on. What the older one says is of no interest to anybody: it may lack the code
    /// that hides the document.
    /// </summary>
    public static void Supersede(WriteSession session, long entry) =>
        Add(session, entry, DocumentVisibility.Superseded);

    /// <summary>Hides it from more people than its codes do.</summary>
    public static void Add(WriteSession session, long entry, DocumentVisibility visibility) => session.Execute(
        "UPDATE document_entry SET visibility = visibility | @flags WHERE object_id = @id", (int)visibility, entry);

    /// <summary>What a document is hidden by.</summary>
    public static DocumentVisibility Of(ReadSession session, long entry) => session.First(
        "SELECT visibility FROM document_entry WHERE object_id = @id",
        row => (DocumentVisibility)row.GetInt32(0), entry);
}
