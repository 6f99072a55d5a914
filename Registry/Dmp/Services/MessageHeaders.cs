using XdsDmp.Registry.Dmp.Messages;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>Whether a message of HL7 v3 is for a system like this one at all.</summary>
internal static class MessageHeaders
{
    private const string ItsVersion = "XML_1.0";

    public static void Check(Interaction message, RegistryNode registry, MessageProblems problems)
    {
        if (message.Id is null)
        {
            problems.Missing("id", "an id with a root", "un id avec root");
        }

        if (message.ItsVersion is { } version && version != ItsVersion)
        {
            problems.Wrong("@ITSVersion", version, ItsVersion);
        }

        if (message.ProcessingCode != registry.Options.ProcessingId)
        {
            problems.Add(new DmpProblem(
                DmpErrorCode.InvalidMessage, "TD-processing",
                "the message is not meant for a system of this kind (production, training, debugging)",
                "le message ne s'adresse pas à un système de cette nature (production, formation, mise au point)",
                "processingCode", message.ProcessingCode, registry.Options.ProcessingId));
        }
    }
}
