using System.Globalization;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>Instants as 14-digit texts in UTC, like all times of the registry.</summary>
internal static class DmpTime
{
    private const string Form = "yyyyMMddHHmmss";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => new(
        DateTime.ParseExact(text, Form, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
