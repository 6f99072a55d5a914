using System.Collections.Immutable;

namespace XdsDmp.Metadata.Ebxml;

/// <summary>Makes a <see cref="Sequence{T}"/> from what is at hand.</summary>
public static class Sequence
{
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? Sequence<T>.Empty : new Sequence<T>(ImmutableArray.Create(items));

    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items)
    {
        var array = items.ToImmutableArray();
        return array.IsEmpty ? Sequence<T>.Empty : new Sequence<T>(array);
    }

    /// <summary>The items, each replaced by what <paramref name="change"/> makes of it.</summary>
    public static Sequence<TTo> Map<TFrom, TTo>(this Sequence<TFrom> items, Func<TFrom, TTo> change)
    {
        if (items.Count == 0)
        {
            return Sequence<TTo>.Empty;
        }

        var changed = ImmutableArray.CreateBuilder<TTo>(items.Count);
        foreach (var item in items)
        {
            changed.Add(change(item));
        }

        return new Sequence<TTo>(changed.MoveToImmutable());
    }
}
