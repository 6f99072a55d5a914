using System.Globalization;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Import;

/// <summary>A stored query for all that a patient has of one kind.</summary>
internal sealed record PatientSearch(
    StoredQueryDefinition Query, string Patient, string Status, string From, string To, params QuerySlot[] Others)
{
    /// <summary>Stable and On-Demand: an entry that is left out shall be told.</summary>
    public static PatientSearch Documents { get; } = new(
        StoredQueryDefinitions.FindDocuments, ParameterNames.DocumentEntryPatientId,
        ParameterNames.DocumentEntryStatus, ParameterNames.DocumentEntryCreationTimeFrom,
        ParameterNames.DocumentEntryCreationTimeTo,
        new QuerySlot(
            ParameterNames.DocumentEntryType,
            QueryValue.Texts(XdsUrns.StableDocumentEntry, XdsUrns.OnDemandDocumentEntry)));

    public static PatientSearch SubmissionSets { get; } = new(
        StoredQueryDefinitions.FindSubmissionSets, ParameterNames.SubmissionSetPatientId,
        ParameterNames.SubmissionSetStatus, ParameterNames.SubmissionSetSubmissionTimeFrom,
        ParameterNames.SubmissionSetSubmissionTimeTo);

    public static PatientSearch Folders { get; } = new(
        StoredQueryDefinitions.FindFolders, ParameterNames.FolderPatientId, ParameterNames.FolderStatus,
        ParameterNames.FolderLastUpdateTimeFrom, ParameterNames.FolderLastUpdateTimeTo);

    /// <param name="patient">Whose.</param>
    /// <param name="statuses">All that there may be.</param>
    /// <param name="span">Null: of all times.</param>
    public IEnumerable<QuerySlot> Slots(PatientId patient, IEnumerable<string> statuses, TimeSpread? span)
    {
        yield return new QuerySlot(Patient, QueryValue.Text(patient.ToString()));
        yield return new QuerySlot(Status, QueryValue.Texts(statuses));
        foreach (var other in Others)
        {
            yield return other;
        }

        if (span is not null)
        {
            yield return new QuerySlot(From, QueryValue.Time(span.FromDigits));
            yield return new QuerySlot(To, QueryValue.Time(span.ToDigits));
        }
    }
}

/// <summary>A span of time, to the second: what a registry that has too much is asked for instead.</summary>
internal sealed record TimeSpread(DateTime From, DateTime To)
{
    public static TimeSpread All { get; } = new(
        new DateTime(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2300, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    public string FromDigits => Digits(From);

    /// <summary>The profile's To is not within.</summary>
    public string ToDigits => Digits(To);

    /// <summary>Null: a second is not divided.</summary>
    public (TimeSpread Earlier, TimeSpread Later)? Halves()
    {
        var seconds = (long)(To - From).TotalSeconds / 2;
        var middle = From.AddSeconds(seconds);
        return seconds == 0 ? null : (new TimeSpread(From, middle), new TimeSpread(middle, To));
    }

    private static string Digits(DateTime time) => time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
