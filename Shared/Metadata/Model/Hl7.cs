namespace XdsDmp.Metadata.Model;

/// <summary>Takes HL7 v2 values apart without copying (ITI TF-3 §4.2.3.1). Escapes are left as they are.</summary>
public static class Hl7
{
    /// <summary>The component with that number, counted from 1; empty when there are fewer.</summary>
    public static ReadOnlySpan<char> Component(ReadOnlySpan<char> value, int number, char separator = '^')
    {
        for (; number > 1; number--)
        {
            var end = value.IndexOf(separator);
            if (end < 0)
            {
                return [];
            }

            value = value[(end + 1)..];
        }

        var length = value.IndexOf(separator);
        return length < 0 ? value : value[..length];
    }

    /// <summary>How many components there are up to the last one that is not empty.</summary>
    public static int Count(ReadOnlySpan<char> value, char separator = '^')
    {
        value = value.TrimEnd(separator);
        return value.IsEmpty ? 0 : value.Count(separator) + 1;
    }

    /// <summary>An assigning authority <c>&amp;oid&amp;ISO</c>, with nothing in the place of the namespace.</summary>
    public static bool IsIsoAuthority(ReadOnlySpan<char> component) =>
        Component(component, 1, '&').IsEmpty
        && Oid.IsValid(Component(component, 2, '&'))
        && Component(component, 3, '&').SequenceEqual("ISO")
        && Count(component, '&') == 3;
}
