namespace XdsDmp.Atna.Storage;

/// <summary>How many different terms one condition may stand for, in the runs that a search looks at.</summary>
internal static class TermVariants
{
    public const int Max = 200;
}
