using System.Text;

namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>An HL7 v2 message in its vertical bar form (HL7 v2.5 §2.6).</summary>
/// <param name="Segments">In their order, MSH first.</param>
/// <param name="Characters">How the message is written as bytes; an answer is written alike.</param>
internal sealed record Hl7Message(IReadOnlyList<Segment> Segments, Encoding Characters)
{
    public Segment Header => Segments[0];

    /// <summary>Segments with that id.</summary>
    public IReadOnlyList<Segment> All(string id) => [.. Segments.Where(segment => segment.Id == id)];
}
