using XdsDmp.Metadata.Errors;

namespace XdsDmp.Hosting;

/// <summary>Something of ours failed: what a transaction says of it in its own form.</summary>
/// <param name="IsBusy">Too much at once; the caller may repeat the request later.</param>
/// <param name="ExchangeId">Under which the operator finds the cause in the log.</param>
public sealed record RegistryFailure(bool IsBusy, string ExchangeId)
{
    public Explanation Explanation => IsBusy
        ? new Explanation("SYS-busy", "too many requests are waiting; repeat this one later")
        : new Explanation(
            "SYS-internal", $"this service failed; nothing was changed; the operator finds the cause under {ExchangeId}");

    public RegistryError ToError(RegistryErrorCode busy, RegistryErrorCode internalError) =>
        new(IsBusy ? busy : internalError, Explanation);
}
