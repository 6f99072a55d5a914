using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>Who shall not see a document, beyond what its own version of the metadata says.</summary>
internal static class EntryVisibility
{
    /// <summary>
    /// A later version decides from now on. What the older one says is of no interest to anybody: it may lack the code
    /// that hides the document.
    /// </summary>
    public static void Supersede(WriteSession session, long entry) => session.Execute(
        "UPDATE document_entry SET visibility = visibility | @flag WHERE object_id = @id",
        (int)DocumentVisibility.Superseded, entry);

    /// <summary>What a document is hidden by.</summary>
    public static DocumentVisibility Of(ReadSession session, long entry) => session.First(
        "SELECT visibility FROM document_entry WHERE object_id = @id",
        row => (DocumentVisibility)row.GetInt32(0), entry);
}
