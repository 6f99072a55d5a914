using XdsDmp.Metadata.Errors;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>Something of ours failed: what a transaction says of it in its own form.</summary>
/// <param name="Kind">What it means to the caller.</param>
/// <param name="ExchangeId">Under which the operator finds the cause in the log.</param>
public sealed record RegistryFailure(FailureKind Kind, string ExchangeId)
{
    public static RegistryFailure Of(Exception failure, string exchangeId) => new(
        failure switch
        {
            StoreBusyException => FailureKind.Busy,
            StoreFullException => FailureKind.Full,
            _ => FailureKind.Internal,
        },
        exchangeId);

    public bool IsBusy => Kind == FailureKind.Busy;

    public Explanation Explanation => Kind switch
    {
        FailureKind.Busy => new Explanation("SYS-busy", "too many requests are waiting; repeat this one later"),
        FailureKind.Full => new Explanation(
            "SYS-full", "this service has no room left; nothing was changed",
            Accepted: "the same request again, when the operator has made room"),
        _ => new Explanation(
            "SYS-internal",
            $"this service failed; nothing was changed; the operator finds the cause under {ExchangeId}"),
    };

    /// <param name="busy">The code for too much at once; it tells whose code it is when there is no room.</param>
    /// <param name="internalError">The code for anything else.</param>
    public RegistryError ToError(RegistryErrorCode busy, RegistryErrorCode internalError) => new(
        Kind switch
        {
            FailureKind.Busy => busy,
            FailureKind.Full when busy == RegistryErrorCode.XDSRepositoryBusy =>
                RegistryErrorCode.XDSRepositoryOutOfResources,
            FailureKind.Full => RegistryErrorCode.XDSRegistryOutOfResources,
            _ => internalError,
        },
        Explanation);
}

/// <summary>What a failure of ours means to the caller.</summary>
public enum FailureKind
{
    /// <summary>The operator has to look.</summary>
    Internal = 0,

    /// <summary>Too much at once; the request may be repeated later.</summary>
    Busy = 1,

    /// <summary>A disk is full; the request may be repeated when there is room.</summary>
    Full = 2,
}
