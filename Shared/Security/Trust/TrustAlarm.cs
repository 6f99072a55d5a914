namespace XdsDmp.Security.Trust;

/// <summary>What an operator must hear about trust material; the service goes on with the last good one.</summary>
public sealed record TrustAlarm(DateTimeOffset At, TrustAlarmKind Kind, string Path, string Text);

public enum TrustAlarmKind
{
    /// <summary>The trust folder cannot be used as it now is; the earlier trust stands.</summary>
    TrustFolderUnusable,

    /// <summary>A revocation list is past its next update.</summary>
    RevocationListStale,

    /// <summary>The node's own certificate or key cannot be used as it now is; the earlier one stands.</summary>
    OwnCertificateUnusable,

    /// <summary>The systems file cannot be used as it now is; what was allowed before is allowed.</summary>
    SystemsFileUnusable,

    /// <summary>Others may read or change the node's private key.</summary>
    KeyFileExposed,

    /// <summary>The file of assertion issuers cannot be used as it now is; the issuers known before stand.</summary>
    AssertionIssuersUnusable,
}
