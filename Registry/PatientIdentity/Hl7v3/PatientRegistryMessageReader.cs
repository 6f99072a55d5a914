using System.Xml;
using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity.Hl7v3;

/// <summary>
/// Walks once through a message and picks up what a registry needs; the rest, demographics above all, is passed over
/// unread and kept nowhere.
/// </summary>
internal sealed class PatientRegistryMessageReader
{
    private const string Hl7 = "urn:hl7-org:v3";
    private const string Registration = "controlActProcess/subject/registrationEvent";

    private readonly List<string> _path = [];
    private readonly List<InstanceIdentifier> _patient = [];
    private readonly List<InstanceIdentifier> _prior = [];
    private PatientRegistryMessage _message = new();
    private int _registrationEvents;

    private PatientRegistryMessageReader()
    {
    }

    /// <param name="reader">On the message's element; its bounds are those of every XML document.</param>
    public static PatientRegistryMessage Read(XmlReader reader)
    {
        var walk = new PatientRegistryMessageReader();
        walk._message = new PatientRegistryMessage { ItsVersion = reader.GetAttribute("ITSVersion") };
        walk.Walk(reader);
        return walk._message with
        {
            RegistrationEvents = walk._registrationEvents,
            Patient = walk._patient,
            PriorRegistration = walk._prior,
        };
    }

    private void Walk(XmlReader reader)
    {
        var root = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return;
        }

        while (reader.Read() && reader.Depth > root)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                // An element of another namespace is none of HL7's, whatever its name.
                _path.RemoveRange(reader.Depth - root - 1, _path.Count - (reader.Depth - root - 1));
                _path.Add(reader.NamespaceURI == Hl7 ? reader.LocalName : "");
                TakeElement(reader);
            }
        }
    }

    private void TakeElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "processingCode" when _path.Count == 1:
                _message = _message with { ProcessingCode = reader.GetAttribute("code")?.Trim() };
                break;
            case "registrationEvent" when Path == Registration:
                _registrationEvents++;
                break;
            case "id":
                TakeId(Path, Identifier(reader));
                break;
        }
    }

    private void TakeId(string path, InstanceIdentifier? id)
    {
        switch (path)
        {
            case "id":
                _message = _message with { Id = id };
                break;
            case "receiver/device/id":
                _message = _message with { Receiver = _message.Receiver ?? id };
                break;
            case "sender/device/id":
                _message = _message with { Sender = _message.Sender ?? id };
                break;
            case Registration + "/subject1/patient/id":
                Keep(_patient, id);
                break;
            case Registration + "/replacementOf/priorRegistration/subject1/priorRegisteredRole/id":
                Keep(_prior, id);
                break;
        }
    }

    private string Path => string.Join('/', _path);

    private static void Keep(List<InstanceIdentifier> identifiers, InstanceIdentifier? id)
    {
        if (id is not null && identifiers.Count < Hl7Limits.MaxRepetitions)
        {
            identifiers.Add(id);
        }
    }

    /// <summary>Null when it says that there is none (nullFlavor).</summary>
    private static InstanceIdentifier? Identifier(XmlReader reader) =>
        reader.GetAttribute("root")?.Trim() is { Length: > 0 } root
            ? new InstanceIdentifier(root, reader.GetAttribute("extension")?.Trim())
            : null;
}
