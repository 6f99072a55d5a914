using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>
/// The request of a business service: a flat list of fields. Clients put them into the service's namespace or into
/// none; both are read.
/// </summary>
internal sealed class BusinessRequest(ElementNode? operation)
{
    private const int MaxLength = 256;

    /// <summary>Without the blanks around it; null when there is nothing in it.</summary>
    public string? this[string field] => operation?.SelfAndDescendants()
        .FirstOrDefault(element => element != operation && element.LocalName == field).Words();

    /// <summary>The patient, where the request names one: <c>nationalId</c> and the domain of it.</summary>
    public IReadOnlyList<PatientId> Patient =>
        this["nationalId"] is { } id && this["nationalIdType"] is { } domain ? [new PatientId(id, domain)] : [];

    /// <summary>A value of a closed list.</summary>
    public string? OneOf(string field, MessageProblems problems, bool isRequired, params string[] accepted)
    {
        var value = this[field];
        if (value is null ? isRequired : !accepted.Contains(value))
        {
            problems.Wrong(field, value, string.Join(", ", accepted));
        }

        return value;
    }

    public string? Required(string field, MessageProblems problems, string accepted, string inFrench)
    {
        var value = this[field];
        if (value is null or { Length: > MaxLength })
        {
            problems.Wrong(field, value, accepted, inFrench);
        }

        return value;
    }

    /// <summary>A patient of which only half is said would be taken for the one of the assertion.</summary>
    public void CheckPatient(MessageProblems problems)
    {
        if (this["nationalId"] is null != this["nationalIdType"] is null)
        {
            problems.Add(new DmpProblem(
                DmpErrorCode.InvalidMessage, MessageProblems.MessageRule,
                "nationalId and nationalIdType belong together", "nationalId et nationalIdType vont ensemble",
                "nationalId"));
        }
    }
}
