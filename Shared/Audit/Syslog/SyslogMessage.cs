using System.Buffers;
using System.Globalization;
using System.Text;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Makes the syslog message that carries an audit message (RFC 5424; ITI-20, ITI TF-2 §3.20): without byte order mark
/// and without octet count, which <see cref="SyslogFrameWriter"/> adds.
/// </summary>
public static class SyslogMessage
{
    /// <summary>Facility 10 (security/authorization), severity 5 (notice).</summary>
    public const int NoticePriority = 85;

    /// <summary>Facility 10 (security/authorization), severity 4 (warning).</summary>
    public const int WarningPriority = 84;

    public const string DicomMessageId = "DICOM+RFC3881";

    public static int PriorityOf(EventOutcome outcome) =>
        outcome == EventOutcome.Success ? NoticePriority : WarningPriority;

    public static byte[] Compose(SyslogHeader header, ReadOnlySpan<byte> xml)
    {
        var output = new ArrayBufferWriter<byte>(xml.Length + 256);
        Encoding.ASCII.GetBytes(HeaderText(header), output);
        output.Write(xml);
        return output.WrittenSpan.ToArray();
    }

    private static string HeaderText(SyslogHeader header)
    {
        var time = header.Timestamp?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<{header.Priority}>1 {time ?? "-"} {Field(header.HostName, SyslogLimits.HostName)} " +
            $"{Field(header.AppName, SyslogLimits.AppName)} {Field(header.ProcessId, SyslogLimits.ProcessId)} " +
            $"{Field(header.MessageId, SyslogLimits.MessageId)} - ");
    }

    /// <summary>Fields are printable ASCII without blanks, bounded, and never empty: "-" stands for nothing.</summary>
    private static string Field(string? value, int maxLength)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0)
        {
            return "-";
        }

        var length = Math.Min(text.Length, maxLength);
        return string.Create(length, text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is > ' ' and <= '~' ? source[i] : '_';
            }
        });
    }
}
