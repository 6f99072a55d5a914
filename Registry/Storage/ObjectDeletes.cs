using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>Takes objects away with all that is kept about them. Patients and codes stay.</summary>
internal static class ObjectDeletes
{
    public static void Delete(WriteSession session, IReadOnlyCollection<RegisteredObject> objects)
    {
        // Associations refer to the others, and to one another: all of them first, then the rows that they refer to.
        foreach (var association in objects.Where(o => o.Kind == ObjectKind.Association))
        {
            session.Execute("DELETE FROM association WHERE object_id = @id", association.Key);
        }

        foreach (var it in objects)
        {
            DeleteParts(session, it);
            session.Execute("DELETE FROM registry_object WHERE id = @id", it.Key);
        }
    }

    private static void DeleteParts(WriteSession session, RegisteredObject it)
    {
        switch (it.Kind)
        {
            case ObjectKind.DocumentEntry:
                session.Execute("DELETE FROM entry_code WHERE object_id = @id", it.Key);
                session.Execute("DELETE FROM author_person WHERE object_id = @id", it.Key);
                session.Execute("DELETE FROM reference_id WHERE object_id = @id", it.Key);
                session.Execute("DELETE FROM document_entry WHERE object_id = @id", it.Key);
                break;
            case ObjectKind.SubmissionSet:
                session.Execute("DELETE FROM author_person WHERE object_id = @id", it.Key);
                session.Execute("DELETE FROM submission_set WHERE object_id = @id", it.Key);
                break;
            case ObjectKind.Folder:
                session.Execute("DELETE FROM entry_code WHERE object_id = @id", it.Key);
                session.Execute("DELETE FROM folder WHERE object_id = @id", it.Key);
                break;
        }
    }
}
