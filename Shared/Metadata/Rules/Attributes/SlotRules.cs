using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>What holds for every slot of an object, its codes and its authors.</summary>
internal static class SlotRules
{
    public static SubmissionRule UniqueNames { get; } = new(
        "SLOT-unique", "no two slots of one object have the same name", "ITI TF-3 §4.2.3.1", CheckUniqueNames);

    public static SubmissionRule ValueLengths { get; } = new(
        "SLOT-length", "a value has at most 256 characters", "ebRIM 3.0 schema, LongName", CheckValueLengths);

    private static void CheckUniqueNames(RuleContext context, RuleDescription rule) =>
        ForEachSlotOwner(context, (it, slots) =>
        {
            for (var i = 1; i < slots.Count; i++)
            {
                if (IsAmongFirst(slots, i))
                {
                    context.Report(rule, "a second slot of the same name", it, $"Slot {slots[i].Name}",
                        accepted: "one slot with all values");
                }
            }
        });

    /// <summary>Slots are few and bounded: a set would cost more than it saves.</summary>
    private static bool IsAmongFirst(Sequence<Slot> slots, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (slots[i].Name == slots[count].Name)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckValueLengths(RuleContext context, RuleDescription rule) =>
        ForEachSlotOwner(context, (it, slots) =>
        {
            foreach (var slot in slots)
            {
                foreach (var value in slot.Values)
                {
                    if (value.Length > context.Settings.MaxSlotValueLength)
                    {
                        context.Report(
                            rule, $"a value of {value.Length} characters", it, $"Slot {slot.Name}", value,
                            $"at most {context.Settings.MaxSlotValueLength} characters");
                    }
                }
            }
        });

    private static void ForEachSlotOwner(RuleContext context, Action<MetadataObject, Sequence<Slot>> check)
    {
        foreach (var it in context.Objects)
        {
            check(it, it.Rim.Slots);
            foreach (var classification in it.Rim.Classifications)
            {
                check(it, classification.Slots);
            }
        }
    }
}
