using System.Data.Common;
using Dapper;

namespace XdsDmp.Sql;

/// <summary>
/// Answers that this service has promised and not delivered yet. They are kept from before the promise is given until
/// the client has taken the answer, or nobody tries any more.
/// </summary>
public sealed class OwedAnswers(Database database)
{
    /// <summary>Notes the promise; with a question kept it is due at once.</summary>
    /// <returns>Its key; null when <paramref name="max"/> promises are open already.</returns>
    public static long? Add(WriteSession session, OwedAnswer owed, int max)
    {
        if (session.First("SELECT count(*) FROM asynchronous_answer", row => row.GetInt64(0)) >= max)
        {
            return null;
        }

        var acceptedAt = owed.AcceptedAt.ToUnixTimeMilliseconds();
        return session.Insert(
            """
            INSERT INTO asynchronous_answer (
                accepted_at, due_at, action, question_id, answer_id, is_soap11, is_mtom, reply_to, reply_parameters,
                fault_to, fault_parameters, caller_certificate, caller_subject, caller_address, caller_system,
                question)
            VALUES (
                @accepted, @due, @action, @questionId, @answerId, @soap11, @mtom, @replyTo, @replyParameters,
                @faultTo, @faultParameters, @certificate, @subject, @address, @system,
                @question)
            """,
            acceptedAt, owed.Question is null ? null : acceptedAt, owed.Action, owed.QuestionId, owed.AnswerId,
            owed.IsSoap11, owed.IsMtom, owed.ReplyTo.Uri, owed.ReplyTo.Parameters, owed.FaultTo.Uri,
            owed.FaultTo.Parameters, owed.CallerCertificate, owed.CallerSubject, owed.CallerAddress,
            owed.CallerSystem, owed.Question);
    }

    /// <summary>The transaction has ended: there is something to send.</summary>
    public static void Keep(WriteSession session, long id, AnswerAddress to, string action, byte[] answer,
        DateTimeOffset now) =>
        session.Execute(
            """
            UPDATE asynchronous_answer
            SET reply_to = @to, reply_parameters = @parameters, answer_action = @action, answer = @answer, due_at = @due
            WHERE id = @id
            """,
            to.Uri, to.Parameters, action, answer, now.ToUnixTimeMilliseconds(), id);

    public static void Remove(WriteSession session, long id) =>
        session.Execute("DELETE FROM asynchronous_answer WHERE id = @id", id);

    /// <summary>Not delivered: this answer, and any other to the same address, is not tried before then.</summary>
    public static void Postpone(WriteSession session, long id, string address, DateTimeOffset until)
    {
        var due = until.ToUnixTimeMilliseconds();
        session.Execute(
            "UPDATE asynchronous_answer SET attempts = attempts + 1, due_at = @due WHERE id = @id", due, id);
        session.Execute(
            "UPDATE asynchronous_answer SET due_at = @due WHERE reply_to = @address AND due_at < @due", due, address);
    }

    /// <summary>Keys of answers that should be tried now, the longest waiting first.</summary>
    public IReadOnlyList<long> Due(DateTimeOffset now, int max)
    {
        using var connection = database.OpenReader();
        return connection.Query<long>(
            "SELECT id FROM asynchronous_answer WHERE due_at <= @now ORDER BY due_at, id LIMIT @max",
            new { now = now.ToUnixTimeMilliseconds(), max }).AsList();
    }

    /// <summary>Keys of promises whose transaction has not ended, as far as the table knows.</summary>
    public IReadOnlyList<long> AtWork()
    {
        using var connection = database.OpenReader();
        return connection.Query<long>("SELECT id FROM asynchronous_answer WHERE due_at IS NULL").AsList();
    }

    public OwedAnswer? Find(long id)
    {
        using var connection = database.OpenReader();
        using var row = (DbDataReader)connection.ExecuteReader(
            """
            SELECT accepted_at, attempts, action, question_id, answer_id, is_soap11, is_mtom, reply_to,
                reply_parameters, fault_to, fault_parameters, caller_certificate, caller_subject, caller_address,
                question, answer_action, answer, caller_system
            FROM asynchronous_answer WHERE id = @id
            """,
            new { id });
        return row.Read() ? Read(row) : null;
    }

    private static OwedAnswer Read(DbDataReader row) => new()
    {
        AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
        Attempts = row.GetInt32(1),
        Action = row.GetString(2),
        QuestionId = row.GetString(3),
        AnswerId = row.GetString(4),
        IsSoap11 = row.Flag(5),
        IsMtom = row.Flag(6),
        ReplyTo = new AnswerAddress(row.GetString(7), Optional<string>(row, 8)),
        FaultTo = new AnswerAddress(row.GetString(9), Optional<string>(row, 10)),
        CallerCertificate = row.GetFieldValue<byte[]>(11),
        CallerSubject = row.GetString(12),
        CallerAddress = row.GetString(13),
        Question = Optional<byte[]>(row, 14),
        AnswerAction = Optional<string>(row, 15),
        Answer = Optional<byte[]>(row, 16),
        CallerSystem = row.GetString(17),
    };

    private static T? Optional<T>(DbDataReader row, int column)
        where T : class => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
