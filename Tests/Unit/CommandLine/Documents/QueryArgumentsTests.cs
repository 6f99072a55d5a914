using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.CommandLine.Documents;

[TestClass]
public sealed class QueryArgumentsTests
{
    private static readonly PatientId Patient = new("P-1", "1.2.3");

    [TestMethod]
    public void EveryStoredQueryHasAnOptionForEachOfItsParameters()
    {
        foreach (var definition in StoredQueryDefinitions.All)
        {
            var options = new StoredQuerySubcommand(definition).Command.Options.Select(option => option.Name).ToList();

            foreach (var parameter in definition.Parameters)
            {
                CollectionAssert.Contains(options, StoredQuerySubcommand.OptionNameOf(parameter.Name), definition.Name);
            }
        }
    }

    [TestMethod]
    public void ListsAreInParenthesesAndQuotesAreDoubled()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindDocuments);

        arguments.Add("--author-person", ["O'Brien%", "Autre"]);

        Assert.AreEqual("('O''Brien%') ('Autre')", string.Join(' ', arguments.ToSlots()[0].Values));
    }

    [TestMethod]
    public void TimesAreNotQuoted()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindDocuments);

        arguments.Add("--creation-time-from", ["2026"]);

        Assert.AreEqual("2026", arguments.ToSlots()[0].Values[0]);
    }

    [TestMethod]
    public void ARequiredStatusIsApprovedUnlessSaidOtherwise()
    {
        var arguments = Arguments(StoredQueryDefinitions.GetAll);

        arguments.Add("--status", []);

        Assert.HasCount(3, arguments.ToSlots());
        Assert.IsTrue(arguments.ToSlots().All(slot => slot.Values[0] == $"('{XdsUrns.StatusApproved}')"));
    }

    [TestMethod]
    public void AllMeansBothStatuses()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindFolders);

        arguments.Add("--status", ["all"]);

        Assert.AreEqual(
            $"('{XdsUrns.StatusApproved}') ('{XdsUrns.StatusDeprecated}')",
            string.Join(' ', arguments.ToSlots()[0].Values));
    }

    [TestMethod]
    public void AParameterByHandReplacesTheOption()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindDocuments);
        arguments.Add("--status", ["approved"]);

        arguments.AddRaw(["$XDSDocumentEntryStatus=('a')", "XDSDocumentEntryEventCodeList=('b')"]);

        Assert.AreEqual(
            "$XDSDocumentEntryStatus=('a') $XDSDocumentEntryEventCodeList=('b')",
            string.Join(' ', arguments.ToSlots().Select(slot => $"{slot.Name}={slot.Values.Single()}")));
    }

    [TestMethod]
    public void TwoValuesForASingleOneAreAMistake()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindDocuments);

        var mistake = Assert.ThrowsExactly<CommandException>(
            () => arguments.Add("--creation-time-to", ["2025", "2026"]));

        Assert.AreEqual(ExitCode.Usage, mistake.Code);
    }

    [TestMethod]
    public void TheRegistryUnderstandsWhatIsWritten()
    {
        var arguments = Arguments(StoredQueryDefinitions.FindDocuments);
        arguments.Add("--patient-id", ["P-1"]);
        arguments.Add("--status", ["all"]);
        arguments.Add("--class-code", ["10^^1.2.250.1.213.1.1.4.1"]);
        arguments.Add("--type", ["stable"]);
        var errors = new RegistryErrors();

        var definition = StoredQueryDefinitions.FindDocuments;
        StoredQueryParameters.Parse(
            definition, new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, arguments.ToSlots()), errors);

        Assert.IsEmpty(errors);
        Assert.AreEqual(Patient, arguments.Patient);
    }

    private static QueryArguments Arguments(StoredQueryDefinition definition) => new(definition, _ => Patient);
}
