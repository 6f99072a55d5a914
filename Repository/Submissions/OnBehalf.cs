using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Repository.Submissions;

/// <summary>For whom the repository asks the registry something: what the registry decides by.</summary>
/// <param name="Assertion">The user's own; empty: the sender has given none.</param>
/// <param name="Language">In which the sender wants refusals explained; null: nobody will read them.</param>
internal sealed record OnBehalf(ReadOnlyMemory<byte> Assertion, Language? Language)
{
    /// <summary>The repository wants to know for itself.</summary>
    public static OnBehalf Nobody { get; } = new(default, null);

    public static OnBehalf Of(SoapExchange exchange) => new(exchange.AssertionOctets, exchange.Language);
}
