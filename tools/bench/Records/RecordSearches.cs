using System.Diagnostics;
using XdsDmp.Atna;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Bench.Measuring;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Records;

/// <summary>
/// Searches of ITI-81 and ITI-82 as the transactions make them, from the parameters to the records of one page in
/// memory, each beside reading as many records by their number. HTTP, and the writing of the answer, are the same for
/// all and left out.
/// </summary>
internal sealed class RecordSearches(ReaderPool readers, SyntheticRecords records, RecordsOptions options)
{
    private const int PageRecords = 20;
    private const string Columns = "{0,-44} {1,8} {2,9} {3,9} {4,9} {5,9}  {6}";

    private readonly Random _random = new(1);

    public void Run()
    {
        Console.WriteLine(
            Columns, "search", "records", "p50 ms", "p95 ms", "by number", "p95 ms", "ratio of the medians");
        Events("patient", n => $"date=ge2025&patient.identifier=urn:oid:{SyntheticRecords.Oid}|{records.PatientOf(n)}");
        Events("patient, of any authority", n => $"date=ge2025&patient.identifier={records.PatientOf(n)}");
        Events("patient in a month", n => $"{Date(n, days: 30)}&patient.identifier={records.PatientOf(n)}");
        Events("user", n => $"date=ge2025&agent.identifier={records.UserOf(n)}");
        Events("user and type", n => $"date=ge2025&agent.identifier={records.UserOf(n)}&subtype=ITI-41");
        Events("document", n => $"date=ge2025&entity.identifier={records.DocumentOf(n)}");
        Events("type in an hour", n => $"{Date(n, days: 1 / 24.0)}&subtype={SyntheticRecords.TypeOf(n)}");
        Events("type, without end (frequent)", n => $"date=ge2025&subtype={SyntheticRecords.TypeOf(n)}");
        Events("outcome (1 in 100)", _ => "date=ge2025&outcome=8");
        Events("emergency access (1 in 20000)", _ => "date=ge2025&subtype=110127");
        Events("emergency access of a host", n => $"date=ge2025&subtype=110127&source={SyntheticRecords.HostOf(n)}");
        Events("two frequent conditions", n => $"date=ge2025&outcome=8&source={SyntheticRecords.HostOf(n)}");
        Events("nothing found", _ => "date=ge2025&patient.identifier=nobody");
        Events("newest page", _ => "date=ge2025");
        Events("newest page, oldest first", _ => "date=ge2025&_sort=date");
        Events("newest received of a month", n => $"{Date(n, days: 30)}&_sort=-_lastUpdated");
        Events("page in the middle", n => $"date=lt{SyntheticRecords.TimeOf(n):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Next("next page of a type", n => $"date=ge2025&subtype={SyntheticRecords.TypeOf(n)}");
        Syslog("ITI-82, newest page");
        Syslog("ITI-82, hostname", n => ("hostname", SyntheticRecords.HostOf(n)));
        Syslog("ITI-82, msg-id (rare)", _ => ("msg-id", "ALARM"));
        Syslog("ITI-82, msg-id (frequent)", _ => ("msg-id", "DICOM+RFC3881"));
        Syslog("ITI-82, app-name (none)", _ => ("app-name", "nobody"));
        Syslog("ITI-82, pri", _ => ("pri", "85"));
        Syslog("ITI-82, pri (none)", _ => ("pri", "13"));
        Syslog("ITI-82, msg (text, none)", _ => ("msg", "no such text"));
    }

    private void Events(string name, Func<long, string> query) => Measure(name, number =>
    {
        var request = RequestOf(query(number));
        return readers.Read(session => AuditEventSearch.Search(session, request, request.Query)).Found;
    });

    private void Next(string name, Func<long, string> query)
    {
        var found = new Dictionary<string, (AuditQuery Query, FoundEvent Last)>();
        Measure(name, number =>
        {
            var text = query(number);
            var request = RequestOf(text);
            var after = found.GetValueOrDefault(text).Last;
            var asked = request.Query with { After = after, Snapshot = options.Records };
            var page = readers.Read(session => AuditEventSearch.Search(session, request, asked)).Found;
            found[text] = (asked, page[^1]);
            return page;
        });
    }

    private void Syslog(string name, params Func<long, (string, string)>[] fields)
    {
        var range = new TimeRange(Microseconds.Of(SyntheticRecords.TimeOf(0)), long.MaxValue);
        Measure(name, number =>
        {
            var filter = new SyslogFilter(range, [.. fields.Select(field => field(number))], PageRecords);
            return [.. readers.Read(session => SyslogEvents.Find(session, filter)).Found
                .Select(sequence => new FoundEvent(sequence, 0))];
        });
    }

    /// <summary>Both sides take turns, so that what else the machine does meets both.</summary>
    private void Measure(string name, Func<long, IReadOnlyList<FoundEvent>> search)
    {
        var (ours, byNumber) = (new LatencyHistogram(), new LatencyHistogram());
        var (found, start) = (0, 0L);
        var limit = Stopwatch.StartNew();
        for (var i = -options.Searches / 10; i < options.Searches && limit.Elapsed.TotalSeconds < 20; i++)
        {
            start = Stopwatch.GetTimestamp();
            var page = search(_random.NextInt64(1, options.Records + 1));
            Read(page.Select(one => one.Sequence));
            var elapsed = Stopwatch.GetTimestamp() - start;
            start = Stopwatch.GetTimestamp();
            Read(Enumerable.Range(0, page.Count).Select(_ => _random.NextInt64(1, options.Records + 1)));
            if (i >= 0)
            {
                ours.Add(elapsed);
                byNumber.Add(Stopwatch.GetTimestamp() - start);
                found += page.Count;
            }
        }

        var ratio = ours.Milliseconds(0.5) / byNumber.Milliseconds(0.5);
        Console.WriteLine(
            Columns, name, $"{found / (double)ours.Total:0.0}", $"{ours.Milliseconds(0.5):0.00}",
            $"{ours.Milliseconds(0.95):0.00}", $"{byNumber.Milliseconds(0.5):0.00}",
            $"{byNumber.Milliseconds(0.95):0.00}", found == 0 ? "" : $"{ratio:0.0}");
    }

    /// <summary>An empty page is beside one record.</summary>
    private void Read(IEnumerable<long> sequences)
    {
        foreach (var sequence in sequences)
        {
            readers.Read(session => AuditRecordReader.Find(session, sequence));
        }
    }

    private static string Date(long number, double days) =>
        $"date=ge{SyntheticRecords.TimeOf(number):yyyy-MM-dd'T'HH:mm:ss'Z'}"
        + $"&date=lt{SyntheticRecords.TimeOf(number).AddDays(days):yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private static SearchRequest RequestOf(string query) =>
        new SearchRequestReader(new AtnaOptions(), TimeProvider.System, isStrict: true).Read(
            [
                .. query.Split('&').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])),
                ("_count", $"{PageRecords}"),
            ]);
}
