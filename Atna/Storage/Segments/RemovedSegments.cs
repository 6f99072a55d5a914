namespace XdsDmp.Atna.Storage.Segments;

/// <summary>The segments whose removal was decided; they follow one another in the order of the records.</summary>
internal sealed class RemovedSegments(IReadOnlyList<Segment> segments)
{
    /// <summary>The one that a record belonged to; null when none did.</summary>
    public Segment? Covering(long sequence)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var segment = segments[middle];
            if (sequence < segment.First)
            {
                high = middle - 1;
            }
            else if (sequence > segment.Last)
            {
                low = middle + 1;
            }
            else
            {
                return segment;
            }
        }

        return null;
    }
}
