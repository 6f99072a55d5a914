using System.Buffers;

namespace XdsDmp.Atna.Storage.Terms;

/// <summary>
/// The records under one term of a run, in the order of their numbers: how many, then each as its distance from the one
/// before, the first one from the run's first record and time.
/// </summary>
internal static class PostingList
{
    /// <exception cref="InvalidDataException">They are not in order: they come from something that was not.</exception>
    public static void Write(IBufferWriter<byte> to, Posting origin, IReadOnlyList<Posting> postings)
    {
        Varint.Write(to, (ulong)postings.Count);
        for (var i = 0; i < postings.Count; i++)
        {
            var posting = postings[i];
            if (posting.Sequence < origin.Sequence || (i > 0 && posting.Sequence == origin.Sequence))
            {
                throw new InvalidDataException("the index of terms has the same record twice");
            }

            Varint.Write(to, (ulong)(posting.Sequence - origin.Sequence));
            Varint.WriteSigned(to, posting.Time - origin.Time);
            origin = posting;
        }
    }

    public static long Count(ReadOnlySpan<byte> octets)
    {
        var count = Varint.Read(ref octets);

        // Each needs two octets at least.
        return count > 0 && count <= (ulong)octets.Length / 2
            ? (long)count
            : throw new InvalidDataException("the index of terms counts other records than it has");
    }

    /// <summary>Adds all of them.</summary>
    /// <exception cref="InvalidDataException">They are not as they were written.</exception>
    public static void Read(ReadOnlySpan<byte> octets, TermRun run, List<Posting> postings)
    {
        if (run.First > run.Last)
        {
            throw new InvalidDataException("the index of terms has a run that ends before it begins");
        }

        var left = Count(octets);
        Varint.Read(ref octets);
        postings.EnsureCapacity(postings.Count + (int)left);
        var (sequence, time, lowest) = (run.First, run.FirstTime, 0UL);
        for (; left > 0; left--)
        {
            var distance = Varint.Read(ref octets);
            if (distance < lowest || distance > (ulong)(run.Last - sequence))
            {
                throw new InvalidDataException("the index of terms has records that are not of their run");
            }

            sequence += (long)distance;
            time = unchecked(time + Varint.ReadSigned(ref octets));
            postings.Add(new Posting(sequence, time));
            lowest = 1;
        }

        if (!octets.IsEmpty)
        {
            throw new InvalidDataException("the index of terms has something behind the last record of a term");
        }
    }
}
