using System.CommandLine;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Audit;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Auditors;

/// <summary><c>auditor</c>: who may log in to the pages for auditors.</summary>
internal static class AuditorCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Letters, digits and . _ - @" };

    private static readonly ArchiveOptions Archive = new();

    public static Command Create() => new(
        "auditor", "Accounts for the pages of auditors. Works while the services run, and while they do not.")
    {
        Add(), List(), Change("remove", "Remove an account.", (table, name) => table.RemoveAsync(name)),
        Change("unlock", "Let somebody try again at once.", (table, name) => table.UnlockAsync(name)),
    };

    private static Command Add()
    {
        Command command = new ExampleCommand(
            "add", "Make an account. The password is the first line of standard input.",
            "Prints the secret of the one-time codes (TOTP, RFC 6238) for an authenticator app; it is shown this once.",
            "xdsdmp auditor add a.durand < password.txt")
        {
            Name,
        };
        Archive.AddTo(command);
        command.Run(AddAsync);
        return command;
    }

    private static Command List()
    {
        Command command = new ExampleCommand("list", "The accounts.", details: "", "xdsdmp auditor list");
        Archive.AddTo(command);
        command.Run(parsed =>
        {
            using var table = Open(parsed);
            foreach (var account in table.List())
            {
                var isLocked = account.LockedUntil > TimeProvider.System.GetUtcNow();
                Screen.Out.WriteLine(account.Name + (isLocked ? $"  locked until {account.LockedUntil:u}" : ""));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Change(string verb, string description, Func<AuditorTable, string, Task<bool>> change)
    {
        Command command = new ExampleCommand(verb, description, details: "", $"xdsdmp auditor {verb} a.durand")
        {
            Name,
        };
        Archive.AddTo(command);
        command.Run(async (parsed, cancel) =>
        {
            var name = parsed.GetRequiredValue(Name);
            using var table = Open(parsed);
            return await change(table, name).WaitAsync(cancel)
                ? ExitCode.Done
                : throw CommandException.Failed($"there is no auditor {Screen.Printable(name)}");
        });
        return command;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        var name = parsed.GetRequiredValue(Name);
        if (!AuditorAccount.IsName(name))
        {
            throw CommandException.Usage($"'{Screen.Printable(name)}' is no name: letters, digits and . _ - @");
        }

        Screen.Error.WriteLine($"password for {name}, at least {AuditorAccount.MinPasswordLength} characters:");
        var password = await Console.In.ReadLineAsync(cancel) ?? "";
        if (password.Length is < AuditorAccount.MinPasswordLength or > AuditorAccount.MaxPasswordLength)
        {
            throw CommandException.Usage(
                $"a password has {AuditorAccount.MinPasswordLength} to {AuditorAccount.MaxPasswordLength} characters");
        }

        var account = AuditorAccount.Create(name, password);
        using var table = Open(parsed);
        if (!await table.AddAsync(account).WaitAsync(cancel))
        {
            throw CommandException.Failed($"there is an auditor {name} already");
        }

        var secret = OneTimeCode.ToBase32(account.Totp);
        Screen.Out.WriteLine(secret);
        Screen.Out.WriteLine($"otpauth://totp/XdsDmp:{Uri.EscapeDataString(name)}?secret={secret}&issuer=XdsDmp");
        return ExitCode.Done;
    }

    private static AuditorTable Open(ParseResult parsed)
    {
        var file = Archive.DatabaseOf(parsed);
        return DatabaseLocation.IsThere(file)
            ? AuditorTable.Open(file, Environment.UserName)
            : throw CommandException.Usage($"there is no audit repository {file}", "Name the data folder: --data DIR");
    }
}
