using Microsoft.AspNetCore.Connections;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>The ports of the patient identity feed in HL7 v2, as far as the settings want them.</summary>
internal sealed class MllpPorts : IAsyncDisposable
{
    private readonly KestrelHost? _secure;
    private readonly KestrelHost? _plain;

    private MllpPorts(KestrelHost? secure, KestrelHost? plain)
    {
        _secure = secure;
        _plain = plain;
    }

    /// <summary>The port with mutual TLS; null when there is none.</summary>
    public int? Secure => _secure?.Port;

    /// <summary>The port without TLS; null when there is none.</summary>
    public int? Plain => _plain?.Port;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<MllpPorts> StartAsync(SecureNode node, RegistryNode registry)
    {
        var options = Checked(registry.Options);
        var receiver = new AdtReceiver(registry, node.Logger);
        var secure = options.MllpPort < 0 ? null : await KestrelHost.StartConnectionsAsync(
            node, new ListenAddress(options.Address, options.MllpPort, options.PublicHost), Listener("mllps"));
        try
        {
            return new MllpPorts(secure, await StartPlainAsync(node, options, Listener("mllp")));
        }
        catch
        {
            await (secure?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }

        ConnectionDelegate Listener(string scheme) =>
            new MllpListener(node, receiver, MllpLimits.Of(options), scheme).ReceiveAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await (_plain?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_secure?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<KestrelHost?> StartPlainAsync(
        SecureNode node, RegistryOptions options, ConnectionDelegate listener)
    {
        if (options.MllpPlainPort < 0)
        {
            return null;
        }

        node.Logger.LogWarning(
            "Registry:MllpPlainPort: whoever reaches {Address} may announce and merge patients, in plain text",
            options.MllpPlainAddress);
        return await KestrelHost.StartPlainConnectionsAsync(
            node, new ListenAddress(options.MllpPlainAddress, options.MllpPlainPort, options.PublicHost), listener);
    }

    private static RegistryOptions Checked(RegistryOptions options)
    {
        Check(options.MllpPort, -1, ushort.MaxValue, nameof(options.MllpPort));
        Check(options.MllpPlainPort, -1, ushort.MaxValue, nameof(options.MllpPlainPort));
        Check(options.MllpMaxMessageBytes, 4 * 1024, 64 * 1024 * 1024, nameof(options.MllpMaxMessageBytes));
        Check(options.MllpMidFrameTimeoutSeconds, 1, 3_600, nameof(options.MllpMidFrameTimeoutSeconds));
        Check(options.MllpIdleTimeoutHours, 1, 24 * 365, nameof(options.MllpIdleTimeoutHours));
        return options.ProcessingId is "P" or "T" or "D"
            ? options
            : throw new ConfigurationException($"Registry:ProcessingId '{options.ProcessingId}' is none of P, T, D");
    }

    private static void Check(int value, int lowest, int highest, string key)
    {
        if (value < lowest || value > highest)
        {
            throw new ConfigurationException($"Registry:{key} is {value}; it must be {lowest} to {highest}");
        }
    }
}
