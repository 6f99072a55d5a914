namespace XdsDmp.Registry.PatientIdentity.Hl7v3;

/// <summary>A PRPA_IN2013xxUV02 message, as far as a registry looks into it (ITI TF-2 §3.44.4).</summary>
internal sealed record PatientRegistryMessage
{
    /// <summary>Id of the message.</summary>
    public InstanceIdentifier? Id { get; init; }

    public string? ItsVersion { get; init; }

    /// <summary>P, T or D.</summary>
    public string? ProcessingCode { get; init; }

    /// <summary>The device to which the message is addressed, and the one that sends it.</summary>
    public InstanceIdentifier? Receiver { get; init; }

    public InstanceIdentifier? Sender { get; init; }

    /// <summary>How many registrations the message holds; one, if it is as it should be.</summary>
    public int RegistrationEvents { get; init; }

    /// <summary>Identifiers of the patient: with a merge, of the surviving one.</summary>
    public IReadOnlyList<InstanceIdentifier> Patient { get; init; } = [];

    /// <summary>With a merge: identifiers of the registration that is replaced.</summary>
    public IReadOnlyList<InstanceIdentifier> PriorRegistration { get; init; } = [];
}
