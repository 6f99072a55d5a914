namespace XdsDmp.Bench.Reports;

/// <summary>What is being done, on standard error: one line that changes, where somebody watches.</summary>
internal static class Progress
{
    private static int _shown;

    public static void Show(string what)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine($"… {what}");
            return;
        }

        Console.Error.Write($"\r{what.PadRight(_shown)}");
        _shown = what.Length;
    }

    public static void Clear()
    {
        if (_shown > 0)
        {
            Console.Error.Write($"\r{new string(' ', _shown)}\r");
            _shown = 0;
        }
    }
}
