using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Documents;

/// <summary>One stored query: options made from its parameter table, in the profile's order.</summary>
internal sealed class StoredQuerySubcommand
{
    private readonly StoredQueryDefinition _definition;
    private readonly Dictionary<string, Option<string[]>> _options = [];
    private readonly ClientOptions _client = new();
    private readonly Option<string[]> _parameters = new("--param")
    {
        HelpName = "NAME=VALUE",
        Description = "A parameter as it goes over the wire, quotes and parentheses included",
    };

    private readonly Option<bool> _ids = new("--ids") { Description = "Only the ids of what is found (ObjectRef)" };
    private readonly Option<bool> _xml = new("--xml") { Description = "The answer as it came, indented" };
    private readonly Option<bool> _json = new("--json") { Description = "The answer as JSON" };

    public StoredQuerySubcommand(StoredQueryDefinition definition)
    {
        _definition = definition;
        var name = Names.Kebab(definition.Name);
        Command = new ExampleCommand(name, $"{definition.Name} ({definition.Section})", details: "");
        foreach (var parameter in definition.Parameters)
        {
            AddOption(parameter);
        }

        Command.Add(_parameters);
        Command.Add(_ids);
        Command.Add(_xml);
        Command.Add(_json);
        _client.AddTo(Command);
        Command.Run(RunAsync);
    }

    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = _client.Read(parsed);
        var slots = new QueryArguments(_definition, settings.PatientOf);
        foreach (var (name, option) in _options)
        {
            slots.Add(name, parsed.GetValue(option) ?? []);
        }

        slots.AddRaw(parsed.GetValue(_parameters) ?? []);
        var type = parsed.GetValue(_ids) ? QueryReturnType.ObjectRef : QueryReturnType.LeafClass;
        using var client = new XdsClient(settings);
        var answer = await client.QueryAsync(
            new StoredQueryRequest(_definition.Id, type, slots.ToSlots()), slots.Patient?.ToString(), cancel);
        Show(parsed, answer);
        return answer.Response.Status == ResponseStatus.Failure ? ExitCode.Refused : ExitCode.Done;
    }

    private void Show(ParseResult parsed, QueryAnswer answer)
    {
        RegistryErrorLines.Write(answer.Response);
        foreach (var problem in answer.Problems)
        {
            Screen.Warn($"in the answer: {Screen.Printable(problem.Context)}");
        }

        if (parsed.GetValue(_xml))
        {
            using var reader = answer.ReadEnvelope();
            XmlOutput.Write(reader);
        }
        else if (parsed.GetValue(_json))
        {
            JsonOutput.Write(ObjectJson.Of(answer));
        }
        else if (parsed.GetValue(_ids))
        {
            foreach (var reference in answer.Objects.Objects)
            {
                Screen.Out.WriteLine(Screen.Printable(reference.Id));
            }
        }
        else if (answer.Response.Status != ResponseStatus.Failure || answer.Objects.Objects.Count > 0)
        {
            ObjectTables.Write(answer.Objects);
        }
    }

    /// <summary>GetAll names the status of three kinds of objects: one option sets them all.</summary>
    private void AddOption(QueryParameter parameter)
    {
        var name = OptionNameOf(parameter.Name);
        if (_options.ContainsKey(name))
        {
            return;
        }

        var option =
            new Option<string[]>(name) { HelpName = ValueOf(parameter), Description = DescriptionOf(parameter) };
        if (parameter.Kind == ParameterKind.PatientId)
        {
            option.Aliases.Add("--patient");
        }

        _options.Add(name, option);
        Command.Add(option);
    }

    /// <summary><c>$XDSDocumentEntryClassCode</c> → <c>--class-code</c>.</summary>
    internal static string OptionNameOf(string parameter)
    {
        string[] prefixes = ["$XDSDocumentEntry", "$XDSSubmissionSet", "$XDSFolder", "$"];
        var prefix = prefixes.First(p => parameter.StartsWith(p, StringComparison.Ordinal));
        return "--" + Names.Kebab(parameter[prefix.Length..]);
    }

    private string DescriptionOf(QueryParameter parameter)
    {
        var isAlternative = _definition.Alternatives.Any(group => group.Contains(parameter.Name));
        return parameter.Name
            + (isAlternative ? " (one of these has to be given)" : "")
            + (parameter.Kind == ParameterKind.Status ? " [default: approved]"
                : parameter.IsRequired ? " (required)"
                : "");
    }

    private static string ValueOf(QueryParameter parameter) => parameter.Kind switch
    {
        ParameterKind.PatientId => "CX",
        ParameterKind.Code => "CODE",
        ParameterKind.Time => "YYYYMMDDhhmmss",
        ParameterKind.EntryUuid => "UUID",
        ParameterKind.Status => "approved|deprecated|all",
        ParameterKind.EntryType => "stable|on-demand|all",
        ParameterKind.Like => "PATTERN",
        _ => "TEXT",
    };
}
