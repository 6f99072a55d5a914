using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Commands;

namespace XdsDmp.Repository.Checks;

/// <summary>The external check that the settings ask for.</summary>
internal static class ContentChecks
{
    private const string ServerKey = "Repository:Checks:Server";

    /// <summary>Null: none.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static IContentCheck? Of(ChecksOptions options) => options.External switch
    {
        ExternalCheck.Off => null,
        ExternalCheck.Command => new CommandCheck(
            new OperatorCommand(
                ConfigurationReader.Required(options.Command, "Repository:Checks:Command"), options.Arguments),
            options.RefusingExitCodes),
        ExternalCheck.Clamd => new ClamdCheck(
            PeerSocket.Parse(ConfigurationReader.Required(options.Server, ServerKey), ServerKey)),
        _ => new IcapCheck(
            IcapAddress.Parse(ConfigurationReader.Required(options.Server, ServerKey), ServerKey), options.IcapMethod),
    };
}
