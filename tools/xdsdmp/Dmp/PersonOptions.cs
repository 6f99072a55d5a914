using System.CommandLine;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>A person on the command line.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string> _birthName = new("--birth-name")
    {
        HelpName = "NAME",
        Description = "Name of birth",
        Required = true,
    };

    private readonly Option<string> _firstNames = new("--first-names")
    {
        HelpName = "NAMES",
        Description = "All first names",
        Required = true,
    };

    private readonly Option<string?> _usedName = Text("--used-name", "NAME", "Name in use");
    private readonly Option<string?> _prefix = Text("--prefix", "TEXT", "M, MME");
    private readonly Option<string?> _gender = Text("--gender", "CODE", "M, F or UN");
    private readonly Option<string?> _birthDate = Text("--birth-date", "YYYYMMDD", "As on the card");
    private readonly Option<string?> _birthPlace = Text("--birth-place", "CODE", "Code of the commune or country");
    private readonly Option<string?> _street = Text("--street", "TEXT", "Street and number");
    private readonly Option<string?> _postalCode = Text("--postal-code", "CODE", "Postal code");
    private readonly Option<string?> _city = Text("--city", "NAME", "City");
    private readonly Option<string?> _phone = Text("--phone", "NUMBER", "Telephone at home");
    private readonly Option<string?> _mobile = Text("--mobile", "NUMBER", "Mobile telephone");
    private readonly Option<string?> _email = Text("--email", "ADDRESS", "E-mail");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _birthName, _firstNames, _usedName, _prefix, _gender, _birthDate, _birthPlace, _street, _postalCode, _city,
            _phone, _mobile, _email,
        })
        {
            command.Add(option);
        }
    }

    public DmpPerson Read(ParseResult parsed) => new()
    {
        BirthName = parsed.GetRequiredValue(_birthName),
        FirstNames = parsed.GetRequiredValue(_firstNames),
        UsedName = parsed.GetValue(_usedName),
        Prefix = parsed.GetValue(_prefix),
        Gender = parsed.GetValue(_gender),
        BirthDate = parsed.GetValue(_birthDate),
        BirthPlace = parsed.GetValue(_birthPlace),
        Street = parsed.GetValue(_street),
        PostalCode = parsed.GetValue(_postalCode),
        City = parsed.GetValue(_city),
        HomePhone = parsed.GetValue(_phone),
        MobilePhone = parsed.GetValue(_mobile),
        Email = parsed.GetValue(_email),
    };

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}

/// <summary>What the patient decides about emergencies, on the command line.</summary>
internal sealed class OppositionOptions
{
    public Option<bool?> BreakGlass { get; } = new("--oppose-bris-de-glace")
    {
        HelpName = "true|false",
        Description = "No access without authorisation, not even in an emergency",
    };

    public Option<bool?> EmergencyCalls { get; } = new("--oppose-centre-15")
    {
        HelpName = "true|false",
        Description = "No access of the emergency call centre",
    };

    public void AddTo(Command command)
    {
        command.Add(BreakGlass);
        command.Add(EmergencyCalls);
    }

    /// <summary>As messages say it; what was not given is left out.</summary>
    public IEnumerable<KeyValuePair<string, bool>> Read(ParseResult parsed)
    {
        if (parsed.GetValue(BreakGlass) is { } breakGlass)
        {
            yield return new("OPPOSITION_BRIS_DE_GLACE", breakGlass);
        }

        if (parsed.GetValue(EmergencyCalls) is { } calls)
        {
            yield return new("OPPOSITION_ACCES_URGENCE", calls);
        }
    }
}
