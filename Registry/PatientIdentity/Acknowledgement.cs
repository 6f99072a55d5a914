using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// The answer to an HL7 v2 message in original mode: AA done, AE not done, AR not even looked at (HL7 v2.5 §2.9.2.1,
/// §2.14). Written with the separators and in the character set of the message.
/// </summary>
internal static class Acknowledgement
{
    private const string ErrorConditionCodes = "HL70357";
    private const string DefaultVersion = "2.3.1";

    /// <summary>More of a sender's name is not sent back.</summary>
    private const int MaxNameLength = 250;

    /// <param name="message">Null when nothing of it could be read.</param>
    /// <param name="errors">None: it was done.</param>
    /// <param name="now">MSH-7.</param>
    /// <param name="note">What was not taken of a message that was done; null: nothing.</param>
    public static byte[] Write(
        Hl7Message? message, IReadOnlyList<FeedError> errors, DateTimeOffset now, FeedNote? note = null)
    {
        var msh = message?.Header;
        var separators = msh?.Separators ?? EncodingCharacters.Standard;
        var version = msh is null || msh.Field(12).IsEmpty ? DefaultVersion : msh.Field(12).Component(1).Value;
        var text = new StringBuilder()
            .Append(Header(msh, separators, version, now))
            .Append(new SegmentWriter("MSA", separators)
                .Text(CodeOf(errors)).Written(Cut(msh?.Field(10).Text))
                .Text(errors.Count == 0 ? note?.Text : errors[0].Explanation.ToString()))
            .Append(IsWithErrorSegments(version)
                ? string.Concat(errors.Select(e => ErrorSegment(e, separators)))
                : ErrorField(errors, separators));
        if (errors.Count == 0 && note is not null && IsWithErrorSegments(version))
        {
            text.Append(NoteSegment(note, separators));
        }

        // Many a receiver reads ASCII only. Beside what its own message held there is one character of ours.
        text.Replace("§", "section ");
        return (message?.Characters ?? Encoding.UTF8).GetBytes(text.ToString());
    }

    private static string CodeOf(IReadOnlyList<FeedError> errors) =>
        errors.Count == 0 ? "AA" : errors.Any(e => e.IsReject) ? "AR" : "AE";

    private static SegmentWriter Header(
        Segment? msh, EncodingCharacters separators, string version, DateTimeOffset now)
    {
        var trigger = msh?.Field(9).Component(2).Value;
        return new SegmentWriter("MSH", separators)
            .Written(separators.Msh2)
            .Written(Cut(msh?.Field(5).Text)).Written(Cut(msh?.Field(6).Text))
            .Written(Cut(msh?.Field(3).Text)).Written(Cut(msh?.Field(4).Text))
            .Text(Hl7Time.Of(now).Digits)
            .Skip(1)
            .Components(string.IsNullOrEmpty(trigger) ? ["ACK"] : IsWithErrorSegments(version)
                ? ["ACK", trigger, "ACK"]
                : ["ACK", trigger])
            .Text(Convert.ToHexString(RandomNumberGenerator.GetBytes(10)))
            .Text(msh is null ? "P" : msh.Field(11).Component(1).Value)
            .Text(version)
            .Skip(5)
            .Written(Cut(msh?.Field(18).Text));
    }

    /// <summary>HL7 v2.5 and later: one ERR for each error.</summary>
    private static bool IsWithErrorSegments(string version) => version is ['2', '.', >= '5', ..];

    private static string ErrorSegment(FeedError error, EncodingCharacters separators) =>
        new SegmentWriter("ERR", separators)
            .Skip(1)
            .Components(LocationOf(error))
            .Components($"{(int)error.Code}", TextOf(error.Code), ErrorConditionCodes)
            .Text("E")
            .Skip(3)
            .Text(error.Explanation.ToString())
            .ToString();

    /// <summary>An ERR of severity I, information, beside AA (HL7 v2.5 §2.15.5, tables 0357 and 0516).</summary>
    private static string NoteSegment(FeedNote note, EncodingCharacters separators) =>
        new SegmentWriter("ERR", separators)
            .Skip(1)
            .Components(note.Segment, "1")
            .Components("0", "Message accepted", ErrorConditionCodes)
            .Text("I")
            .Skip(3)
            .Text(note.Text)
            .ToString();

    /// <summary>
    /// Before: all errors in the repetitions of ERR-1, whose fourth component is a code with its text.
    /// </summary>
    private static string ErrorField(IReadOnlyList<FeedError> errors, EncodingCharacters separators)
    {
        var repetitions = errors.Select(error => string.Join(separators.Component,
        [
            .. LocationOf(error).Select(part => EscapeSequences.Escape(part, separators)),
            string.Join(
                separators.Subcomponent, $"{(int)error.Code}",
                EscapeSequences.Escape(error.Explanation.ToString(), separators), ErrorConditionCodes),
        ]));
        return errors.Count == 0
            ? ""
            : new SegmentWriter("ERR", separators).Written(string.Join(separators.Repetition, repetitions)).ToString();
    }

    /// <summary>Segment, its number, field: <c>PID-3</c> is PID^1^3.</summary>
    private static string[] LocationOf(FeedError error)
    {
        var parts = (error.Explanation.Place ?? "").Split('-');
        return [parts[0], parts[0].Length > 0 ? "1" : "", parts.ElementAtOrDefault(1) ?? ""];
    }

    private static string TextOf(FeedErrorCode code) => code switch
    {
        FeedErrorCode.SegmentSequenceError => "Segment sequence error",
        FeedErrorCode.RequiredFieldMissing => "Required field missing",
        FeedErrorCode.DataTypeError => "Data type error",
        FeedErrorCode.UnsupportedMessageType => "Unsupported message type",
        FeedErrorCode.UnsupportedEventCode => "Unsupported event code",
        FeedErrorCode.UnsupportedProcessingId => "Unsupported processing id",
        FeedErrorCode.UnsupportedVersionId => "Unsupported version id",
        FeedErrorCode.UnknownKeyIdentifier => "Unknown key identifier",
        _ => "Application internal error",
    };

    private static string Cut(string? name) => name is { Length: > MaxNameLength } ? name[..MaxNameLength] : name ?? "";
}
