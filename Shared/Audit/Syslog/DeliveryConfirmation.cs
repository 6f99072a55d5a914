using System.Globalization;
using System.Text;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Our extension of RFC 5425: after the sender's close_notify the receiver answers with the number of frames that it
/// made durable, in ASCII decimal digits and a line feed, and closes. A receiver that knows nothing of it just closes.
/// </summary>
public static class DeliveryConfirmation
{
    private const int MaxDigits = 10;

    /// <summary>What the receiver writes.</summary>
    public static byte[] Write(long durableFrames) =>
        Encoding.ASCII.GetBytes(durableFrames.ToString(CultureInfo.InvariantCulture) + "\n");

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="expectedFrames">
    /// Null when the receiver is not asked to confirm; what it says is then ignored.
    /// </param>
    public static async Task ReadAsync(Stream answer, int? expectedFrames, CancellationToken cancel)
    {
        // One byte more than a confirmation can have: it would show that this is none.
        var buffer = new byte[MaxDigits + 2];
        var length = 0;
        int read;
        while ((read = await answer.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false)) > 0)
        {
            length = expectedFrames is null ? 0 : length + read;
            if (length == buffer.Length)
            {
                break;
            }
        }

        if (expectedFrames is { } expected)
        {
            Check(buffer.AsSpan(0, length), expected);
        }
    }

    private static void Check(ReadOnlySpan<byte> answer, int expected)
    {
        if (answer.IsEmpty)
        {
            throw new AuditDeliveryException("the audit repository closed the connection without a confirmation");
        }

        if (answer[^1] != (byte)'\n'
            || !long.TryParse(answer[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var durable))
        {
            throw new AuditDeliveryException("the answer of the audit repository is not a confirmation");
        }

        if (durable != expected)
        {
            throw new AuditDeliveryException($"the audit repository took over {durable} of {expected} messages");
        }
    }
}
