using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Appends records to the chain, and to nothing else: records are never changed.</summary>
internal static class AuditRecordStore
{
    /// <summary>
    /// The end of the chain is read in the very transaction that lengthens it: a remembered one would be wrong after a
    /// batch that was rolled back, or when another instance has lengthened it.
    /// </summary>
    public static ChainHead Append(WriteSession session, PreparedBatch batch)
    {
        var records = batch.Records;
        var head = Head(session) ?? new ChainHead(0, AuditChain.Start.ToArray());
        var chained = new List<ChainedMessage>(records.Count);
        foreach (var record in records)
        {
            var sequence = head.Sequence + 1;
            var hash = AuditChain.ChainHash(head.Hash.Span, sequence, record.ContentHash);
            chained.Add(new ChainedMessage(sequence, record.Message, head.Hash.ToArray(), hash));
            head = new ChainHead(sequence, hash);
        }

        Insert(session, chained);
        IndexRows.InsertEvents(
            session, [.. records.Select((record, i) => new IndexedRecord(chained[i].Sequence, record.Index))]);
        IndexRows.InsertTerms(session, head.Sequence - records.Count + 1, batch.Runs);
        return head;
    }

    /// <summary>Keeps an audit message of our own, in the transaction of the act that it tells about.</summary>
    public static void AppendOwn(WriteSession session, byte[] raw, DateTimeOffset time)
    {
        var message = new ReceivedMessage(Microseconds.Cut(time), Transports.Own, Peer: "", PeerCertificate: null, raw);
        Append(session, PreparedBatch.Of([message]));
    }

    /// <summary>Null when there is no record yet.</summary>
    public static ChainHead? Head(ReadSession session) => session.First(
        "SELECT sequence, chain_hash FROM record ORDER BY sequence DESC LIMIT 1",
        row => new ChainHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));

    /// <summary>Whether the chain went through here.</summary>
    public static bool Has(ReadSession session, ChainHead place) => session.First(
        "SELECT chain_hash FROM record WHERE sequence = @sequence",
        row => row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(place.Hash.Span),
        place.Sequence);

    /// <summary>Makes the index of records, unless it is there or the record has been removed meanwhile.</summary>
    public static void Reindex(WriteSession session, IReadOnlyList<IndexedRecord> records)
    {
        List<IndexedRecord> present =
        [
            .. records.Where(record => session.First(
                "SELECT 1 FROM record WHERE sequence = @sequence", _ => true, record.Sequence)),
        ];
        IndexRows.InsertEvents(session, present);
        IndexRows.InsertMissingTerms(session, present);
    }

    private static void Insert(WriteSession session, IReadOnlyList<ChainedMessage> records)
    {
        if (session.Dialect == Dialect.Postgres)
        {
            InsertTogether(session, records);
            return;
        }

        session.ExecuteEach(
            """
            INSERT INTO record (sequence, received_at, transport, peer, peer_certificate,
                previous_hash, chain_hash, raw)
            VALUES (@sequence, @receivedAt, @transport, @peer, @certificate, @previous, @hash, @raw)
            """,
            records,
            (statement, record) =>
            {
                var message = record.Message;
                statement.Set(1, record.Sequence).Set(2, Microseconds.Of(message.ReceivedAt))
                    .Set(3, message.Transport).Set(4, message.Peer).Set(5, message.PeerCertificate)
                    .Set(6, record.PreviousHash).Set(7, record.ChainHash).Set(8, message.Raw);
            });
    }

    private static void InsertTogether(WriteSession session, IReadOnlyList<ChainedMessage> records)
    {
        T[] Column<T>(Func<ChainedMessage, T> of) => [.. records.Select(of)];
        session.Execute(
            """
            INSERT INTO record (sequence, received_at, transport, peer, peer_certificate,
                previous_hash, chain_hash, raw)
            SELECT * FROM unnest(@sequence, @receivedAt, @transport, @peer, @certificate, @previous, @hash, @raw)
            """,
            Column(record => record.Sequence),
            Column(record => Microseconds.Of(record.Message.ReceivedAt)),
            Column(record => record.Message.Transport),
            Column(record => record.Message.Peer),
            Column(record => record.Message.PeerCertificate),
            Column(record => record.PreviousHash),
            Column(record => record.ChainHash),
            Column(record => record.Message.Raw));
    }
}
