using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Tests.Unit.Metadata.Rules;

/// <summary>Puts a submission to the rules.</summary>
internal static class Verdict
{
    public static MetadataRuleSettings For(SubmissionTransaction transaction) => new() { Transaction = transaction };

    public static RegistryErrors On(RegistryObjectList list, MetadataRuleSettings? settings = null)
    {
        var errors = new RegistryErrors();
        var submission = SubmissionReader.Read(list, errors);
        Assert.IsNotNull(submission, string.Join('\n', errors));
        SubmissionRules.Check(submission, settings ?? MetadataRuleSettings.Ihe, errors);
        return errors;
    }

    public static void Accepts(RegistryObjectList list, MetadataRuleSettings? settings = null) =>
        Assert.AreEqual("", string.Join('\n', On(list, settings)));

    /// <summary>One fault, one error.</summary>
    public static void Refuses(
        string rule,
        RegistryObjectList list,
        RegistryErrorCode code = RegistryErrorCode.XDSRegistryMetadataError,
        MetadataRuleSettings? settings = null)
    {
        var errors = On(list, settings);
        Assert.HasCount(1, errors, string.Join('\n', errors));
        var error = errors.Single();
        Assert.AreEqual(code.ToString(), error.Code);
        Assert.Contains($"[rule {rule};", error.Context);
    }
}
