using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>
/// Writes objects in their registered form: index columns for what queries ask, the fragment for what they answer.
/// </summary>
internal sealed class ObjectInserts(CodeDictionary codes)
{
    private const int EventCode = 1;
    private const int ConfidentialityCode = 2;
    private const int FolderCode = 3;

    public long DocumentEntry(WriteSession session, DocumentEntry entry, StoredFragment fragment, long patient)
    {
        var key = Object(session, entry, ObjectKind.DocumentEntry, patient, entry.UniqueId, fragment);
        session.Put(
            """
            INSERT INTO document_entry (patient_id, object_id, status, entry_uuid, logical_id, version,
                object_type, creation_time, service_start_time, service_stop_time,
                class_code, type_code, format_code, practice_setting_code, healthcare_facility_type_code,
                hash, size, repository_unique_id, is_offline, source_patient_id, visibility)
            VALUES (@patient, @id, @status, @uuid, @logicalId, @version,
                @objectType, @creation, @start, @stop, @class, @type, @format, @practice, @facility,
                @hash, @size, @repository, @offline, @sourcePatientId, @visibility)
            """,
            patient, key, StatusNumber.Of(entry.AvailabilityStatus!.Value), UuidBlob.Of(entry.Id.Uuid!.Value),
            UuidBlob.Of(entry.LogicalId.Uuid!.Value), entry.Version ?? 1, entry.IsOnDemand ? 2 : 1,
            entry.CreationTime?.PadLow(), entry.ServiceStartTime?.PadLow(), entry.ServiceStopTime?.PadLow(),
            Key(session, entry.ClassCode), Key(session, entry.TypeCode), Key(session, entry.FormatCode),
            Key(session, entry.PracticeSettingCode), Key(session, entry.HealthcareFacilityTypeCode),
            entry.Hash is null ? null : Convert.FromHexString(entry.Hash), entry.Size, entry.RepositoryUniqueId,
            entry.IsOffline ? 1 : 0, entry.SourcePatientId,
            (int)DocumentVisibilities.Of(entry));
        Codes(session, key, EventCode, entry.EventCodes);
        Codes(session, key, ConfidentialityCode, entry.ConfidentialityCodes);
        Authors(session, key, entry.Authors);
        foreach (var reference in entry.ReferenceIds)
        {
            session.Put(
                "INSERT INTO reference_id (object_id, value) VALUES (@id, @value) ON CONFLICT DO NOTHING",
                key, reference);
        }

        return key;
    }

    public long SubmissionSet(WriteSession session, SubmissionSet set, StoredFragment fragment, long patient)
    {
        var key = Object(session, set, ObjectKind.SubmissionSet, patient, set.UniqueId, fragment);
        session.Put(
            """
            INSERT INTO submission_set (patient_id, object_id, source_id, submission_time, content_type_code)
            VALUES (@patient, @id, @source, @time, @type)
            """,
            patient, key, set.SourceId, set.SubmissionTime?.PadLow(), Key(session, set.ContentTypeCode));
        Authors(session, key, set.Authors);
        return key;
    }

    public long Folder(WriteSession session, Folder folder, StoredFragment fragment, long patient)
    {
        var key = Object(session, folder, ObjectKind.Folder, patient, folder.UniqueId, fragment);
        session.Put(
            """
            INSERT INTO folder (patient_id, object_id, last_update_time, made_at)
            VALUES (@patient, @id, @time, @time)
            """,
            patient, key, folder.LastUpdateTime?.PadLow());
        Codes(session, key, FolderCode, folder.Codes);
        return key;
    }

    public static long Association(
        WriteSession session, Association association, StoredFragment fragment, long source, long target, Hl7Time now)
    {
        var key = Object(session, association, ObjectKind.Association, null, null, fragment);
        session.Put(
            """
            INSERT INTO association (object_id, type, source, target, member_since)
            VALUES (@id, @type, @source, @target, (SELECT @time FROM folder WHERE object_id = @source))
            """,
            key, (int)association.Type!, source, target, now.PadLow());
        return key;
    }

    private static long Object(
        WriteSession session, MetadataObject it, ObjectKind kind, long? patient, string? uniqueId,
        StoredFragment fragment)
    {
        return session.Insert(
            """
            INSERT INTO registry_object (entry_uuid, kind, status, patient_id, logical_id, version, unique_id, fragment)
            VALUES (@uuid, @kind, @status, @patient, @logicalId, @version, @uniqueId, @fragment)
            """,
            UuidBlob.Of(it.Id.Uuid!.Value), (int)kind, StatusNumber.Of(it.AvailabilityStatus!.Value), patient,
            UuidBlob.Of(it.LogicalId.Uuid!.Value), it.Version ?? 1, uniqueId, fragment.Octets);
    }

    private static void Authors(WriteSession session, long key, IEnumerable<Author> authors)
    {
        foreach (var author in authors)
        {
            if (author.Person is not null)
            {
                session.Put(
                    "INSERT INTO author_person (object_id, value) VALUES (@id, @value) ON CONFLICT DO NOTHING",
                    key, author.Person);
            }
        }
    }

    private void Codes(WriteSession session, long key, int attribute, IEnumerable<Code> values)
    {
        foreach (var code in values)
        {
            session.Put(
                """
                INSERT INTO entry_code (object_id, attribute, code_id) VALUES (@id, @attribute, @code)
                ON CONFLICT DO NOTHING
                """,
                key, attribute, codes.KeyOf(session, code));
        }
    }

    private long? Key(WriteSession session, Code? code) => code is null ? null : codes.KeyOf(session, code);
}
