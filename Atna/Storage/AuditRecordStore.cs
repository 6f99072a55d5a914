using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Appends records to the chain, and to nothing else: records are never changed.</summary>
internal static class AuditRecordStore
{
    /// <summary>
    /// The end of the chain is read in the very transaction that lengthens it: a remembered one would be wrong after a
    /// batch that was rolled back.
    /// </summary>
    public static ChainHead Append(WriteSession session, IReadOnlyList<PreparedRecord> records)
    {
        var head = Head(session) ?? new ChainHead(0, AuditChain.Start.ToArray());
        foreach (var record in records)
        {
            head = Append(session, head, record);
        }

        return head;
    }

    /// <summary>Keeps an audit message of our own, in the transaction of the act that it tells about.</summary>
    public static void AppendOwn(WriteSession session, byte[] raw, DateTimeOffset time)
    {
        var message = new ReceivedMessage(Microseconds.Cut(time), Transports.Own, Peer: "", PeerCertificate: null, raw);
        Append(session, [PreparedRecord.Of(message)]);
    }

    /// <summary>Null when there is no record yet.</summary>
    public static ChainHead? Head(ReadSession session) => session.First(
        "SELECT sequence, chain_hash FROM record ORDER BY sequence DESC LIMIT 1",
        row => new ChainHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));

    /// <summary>Makes the index of a record, unless it is there or the record has been removed meanwhile.</summary>
    public static void Reindex(WriteSession session, long sequence, AuditIndex index)
    {
        if (session.First("SELECT 1 FROM record WHERE sequence = @sequence", _ => true, sequence))
        {
            AppendIndex(session, sequence, index);
        }
    }

    /// <summary>Takes a record's terms out of the index.</summary>
    public static void RemoveTerms(WriteSession session, long sequence, AuditIndex index) => session.ExecuteEach(
        """
        DELETE FROM search_term
        WHERE kind = @kind AND term = @term AND event_time = @time AND sequence = @sequence
        """,
        index.Terms,
        (statement, term) => statement.Set(1, (long)term.Kind).Set(2, term.Term).Set(3, index.Event.TermTime)
            .Set(4, sequence));

    private static ChainHead Append(WriteSession session, ChainHead head, PreparedRecord record)
    {
        var message = record.Message;
        var sequence = head.Sequence + 1;
        var chainHash = AuditChain.ChainHash(head.Hash.Span, sequence, record.ContentHash);
        session.Execute(
            """
            INSERT INTO record (sequence, received_at, transport, peer, peer_certificate,
                previous_hash, chain_hash, raw)
            VALUES (@sequence, @receivedAt, @transport, @peer, @certificate, @previous, @hash, @raw)
            """,
            sequence,
            Microseconds.Of(message.ReceivedAt),
            message.Transport,
            message.Peer,
            message.PeerCertificate,
            head.Hash.ToArray(),
            chainHash,
            message.Raw);
        AppendIndex(session, sequence, record.Index);
        return new ChainHead(sequence, chainHash);
    }

    private static void AppendIndex(WriteSession session, long sequence, AuditIndex index)
    {
        var row = index.Event;
        session.Execute(
            """
            INSERT INTO event (sequence, received_at, event_time, event_id, event_type, action, outcome,
                source_id, host_name, app_name, message_id, findings, listed_at, header_time, priority, period_start)
            VALUES (@sequence, @receivedAt, @eventTime, @eventId, @eventType, @action, @outcome,
                @source, @host, @app, @messageId, @findings, @listedAt, @headerTime, @priority, @periodStart)
            ON CONFLICT DO NOTHING
            """,
            sequence,
            row.ReceivedAt,
            row.EventTime,
            row.EventId,
            row.EventType,
            row.Action,
            row.Outcome,
            row.SourceId,
            row.HostName,
            row.AppName,
            row.MessageId,
            row.Findings,
            row.ListedAt,
            row.HeaderTime,
            row.Priority,
            row.PeriodStart);
        session.ExecuteEach(
            """
            INSERT INTO search_term (sequence, kind, term, event_time) VALUES (@sequence, @kind, @term, @time)
            ON CONFLICT DO NOTHING
            """,
            index.Terms,
            (statement, term) => statement.Set(1, sequence).Set(2, (long)term.Kind).Set(3, term.Term)
                .Set(4, row.TermTime));
    }
}
