using System.Globalization;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>Fields of a statement as values; anything that is not exactly what we write is refused.</summary>
internal static class StatementFields
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string Of(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span);

    public static long Number(this SignedStatement statement, string field) =>
        long.TryParse(statement.Field(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(field);

    public static byte[] HashOf(this SignedStatement statement, string field) =>
        statement.Field(field) is { Length: 2 * AuditChain.HashBytes } text && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw Wrong(field);

    public static DateTimeOffset Time(this SignedStatement statement, string field) =>
        DateTimeOffset.TryParseExact(
            statement.Field(field), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var time)
            ? time
            : throw Wrong(field);

    /// <summary>Null when it is another kind of statement or not as we write it.</summary>
    public static T? Read<T>(this SignedStatement statement, string kind, Func<SignedStatement, T> read)
        where T : class
    {
        try
        {
            return statement.Kind == kind ? read(statement) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static FormatException Wrong(string field) => new($"{field} is missing or malformed");
}
