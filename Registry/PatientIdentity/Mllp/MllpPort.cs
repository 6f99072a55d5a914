using Microsoft.AspNetCore.Connections;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>The port of the patient identity feed in HL7 v2, as the settings want it.</summary>
internal static class MllpPort
{
    /// <summary>Null when the settings want none.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<KestrelHost?> StartAsync(SecureNode node, RegistryNode registry)
    {
        var options = Checked(registry.Options);
        if (options.MllpPort < 0)
        {
            return null;
        }

        var receiver = new AdtReceiver(registry, node.Permission.Allows, node.Logger);
        var limits = MllpLimits.Of(options);
        return await KestrelHost.StartConnectionsAsync(
            node, new ListenAddress(options.Address, options.MllpPort, options.PublicHost), Listener("mllps"),
            PlainPeers(node, options, limits, Listener("mllp")));

        ConnectionDelegate Listener(string scheme) =>
            new MllpListener(node, receiver, limits, scheme).ReceiveAsync;
    }

    private static PlainPeers? PlainPeers(
        SecureNode node, RegistryOptions options, MllpLimits limits, ConnectionDelegate listener)
    {
        if (options.MllpPlainFrom.Count == 0)
        {
            return null;
        }

        node.Logger.LogWarning(
            "Registry:MllpPlainFrom: whoever is in {Networks} may announce and merge patients, in plain text",
            string.Join(", ", options.MllpPlainFrom));
        return new PlainPeers(
            NetworkList.Parse("Registry:MllpPlainFrom", options.MllpPlainFrom), listener, limits.Idle);
    }

    internal static RegistryOptions Checked(RegistryOptions options)
    {
        Check(options.MllpPort, -1, ushort.MaxValue, nameof(options.MllpPort));
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
