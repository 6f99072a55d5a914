namespace XdsDmp.Metadata.Errors;

/// <summary>The three statuses of an answer (ITI TF-3 §4.2.4.1).</summary>
public enum ResponseStatus
{
    Success,
    PartialSuccess,
    Failure,
}
