namespace XdsDmp.Audit.Syslog;

/// <summary>Why a stream cannot be read on as octet-counted frames.</summary>
public enum SyslogFramingError
{
    LengthNotDecimal,
    LengthHasLeadingZero,
    LengthTooLong,
    FrameTooLarge,
    EndedInsideFrame,
}
