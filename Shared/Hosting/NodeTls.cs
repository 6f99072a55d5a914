using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting;

/// <summary>The TLS policy that section <c>Security</c> describes.</summary>
public static class NodeTls
{
    /// <param name="options">Certificate, key and trust folder.</param>
    /// <param name="clock">For validity.</param>
    /// <param name="tell">Of what is wrong with certificate and trust.</param>
    /// <param name="refused">Of peers that were kept out.</param>
    /// <exception cref="ConfigurationException">Names the setting that is missing.</exception>
    public static TlsPolicy Of(
        SecurityOptions options, TimeProvider clock, Action<TrustAlarm> tell, Action<RefusedPeer> refused)
    {
        ArgumentNullException.ThrowIfNull(options);
        var files = new NodeCertificateFiles(
            ConfigurationReader.Required(options.Certificate, "Security:Certificate"),
            ConfigurationReader.Required(options.Key, "Security:Key"));
        var trust = new TrustStore(
            ConfigurationReader.Required(options.TrustFolder, "Security:TrustFolder"), clock, tell);
        return new TlsPolicy(
            new NodeCertificateSource(files, clock, tell), trust, new TlsPolicyOptions(), clock, refused);
    }
}
