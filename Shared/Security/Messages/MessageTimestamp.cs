using System.Globalization;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>When a message was made, and until when it is good (wsu:Timestamp, WSS 1.1 §10).</summary>
public sealed record MessageTimestamp(DateTimeOffset Created, DateTimeOffset Until)
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <exception cref="UntrustedMessageException">It is malformed, not yet begun, or over.</exception>
    public static MessageTimestamp Read(ElementNode element, MessageRules rules, DateTimeOffset now)
    {
        var parts = new ElementSequence(element);
        var created = Time(parts.One(WssNames.Utility, "Created"));
        var expires = parts.Optional(WssNames.Utility, "Expires") is { } end ? Time(end) : DateTimeOffset.MaxValue;
        parts.End();
        if (expires <= created)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"the Timestamp ends ({expires:u}) before it begins ({created:u})");
        }

        var longest = created + rules.MaxLife;
        var until = (expires < longest ? expires : longest) + rules.ClockSkew;
        return now >= created - rules.ClockSkew && now < until
            ? new MessageTimestamp(created, until)
            : throw new UntrustedMessageException(
                SecurityFault.MessageExpired, $"the Timestamp of {created:u} is not good at {now:u}");
    }

    private static DateTimeOffset Time(ElementNode element)
    {
        // Seven digits are what our clocks have; more say nothing and are cut off.
        var text = element.Text().Trim();
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var cut = dot > 0 && text.Length - dot is > 9 and < 40 && text.EndsWith('Z') ? text[..(dot + 8)] + "Z" : text;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(cut, Formats, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, $"{element.LocalName} is {Quoted.Of(text)}; accepted: UTC with Z");
    }
}
