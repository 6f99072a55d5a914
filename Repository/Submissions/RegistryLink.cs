using XdsDmp.Hosting.InProcess;
using XdsDmp.Security.Trust;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// The way to the registry: over the wire, or straight to it where it runs in this process and nobody wants the wire.
/// What is said, checked, refused and audited is the same on both.
/// </summary>
internal static class RegistryLink
{
    public static HttpMessageHandler Of(RepositoryOptions options, TlsPolicy tls, LocalService? local) =>
        local is not null && !options.RegistryOverWire && local.Url == new Uri(options.RegistryUrl)
            ? new LocalServiceHandler(local, tls)
            : MutualTlsHandler.Create(tls);
}
