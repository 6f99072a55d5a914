using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.Tests.Unit.Metadata.Queries;

[TestClass]
public sealed class StoredQueryParametersTests
{
    private const string Approved = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    private static readonly QuerySlot PatientSlot = new(ParameterNames.DocumentEntryPatientId, "'1^^^&1.2.3&ISO'");
    private static readonly QuerySlot StatusSlot = new(ParameterNames.DocumentEntryStatus, Approved);

    [TestMethod]
    public void ARequestWithTheRequiredParametersIsAccepted()
    {
        var errors = new RegistryErrors();

        var arguments = StoredQueryParameters.Parse(StoredQueryDefinitions.FindDocuments, FindDocuments(), errors);

        Assert.IsNotNull(arguments);
        Assert.IsEmpty(errors);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("RegistryObject")]
    [DataRow("LeafClassWithRepositoryItem")]
    [DataRow("leafclass")]
    [DataRow("0")]
    public void AnotherReturnTypeIsRefused(string? returnType)
    {
        var error = OnlyError(StoredQueryDefinitions.FindDocuments, FindDocuments() with { ReturnType = returnType });

        AssertError(error, RegistryErrorCode.XDSRegistryError, "SQ-return-type", "returnType");
    }

    [TestMethod]
    public void EachMissingParameterIsReported()
    {
        var request = new StoredQueryRequest(StoredQueryDefinitions.GetAll.Id, QueryReturnType.LeafClass);

        var errors = Errors(StoredQueryDefinitions.GetAll, request);

        Assert.HasCount(4, errors);
        Assert.IsTrue(errors.All(e => e.Is(RegistryErrorCode.XDSStoredQueryMissingParam)));
        Assert.Contains("$patientId", errors[0].Context);
        Assert.Contains("$XDSFolderStatus", errors[3].Context);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("''")]
    [DataRow("' '")]
    public void AnEmptyRequiredParameterIsMissing(string patientId)
    {
        var request = Request(new QuerySlot(ParameterNames.DocumentEntryPatientId, patientId), StatusSlot);

        AssertError(
            OnlyError(StoredQueryDefinitions.FindDocuments, request),
            RegistryErrorCode.XDSStoredQueryMissingParam, "SQ-parameter-missing", "$XDSDocumentEntryPatientId");
    }

    [TestMethod]
    [DataRow("()")]
    [DataRow("('urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Approved')")]
    [DataRow("('Approved','urn:oasis:names:tc:ebxml-regrep:StatusType:Submitted')")]
    public void ARequiredStatusOfWhichNothingIsUnderstoodIsMissing(string status)
    {
        var request = Request(PatientSlot, new QuerySlot(ParameterNames.DocumentEntryStatus, status));

        AssertError(
            OnlyError(StoredQueryDefinitions.FindDocuments, request),
            RegistryErrorCode.XDSStoredQueryMissingParam, "SQ-parameter-missing", "$XDSDocumentEntryStatus");
    }

    [TestMethod]
    public void NeitherOfTwoAlternativesIsAMissingParameter()
    {
        var error = OnlyError(StoredQueryDefinitions.GetDocuments, Request());

        AssertError(
            error, RegistryErrorCode.XDSStoredQueryMissingParam, "SQ-alternatives",
            "$XDSDocumentEntryEntryUUID or $XDSDocumentEntryUniqueId");
    }

    [TestMethod]
    public void BothAlternativesAreAWrongNumber()
    {
        var request = Request(
            new QuerySlot(ParameterNames.DocumentEntryEntryUuid, "('urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4')"),
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, "('1.2.3')"));

        AssertError(
            OnlyError(StoredQueryDefinitions.GetDocuments, request),
            RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-alternatives", "$XDSDocumentEntryUniqueId");
    }

    [TestMethod]
    public void AListForASingleValuedParameterIsAWrongNumber() =>
        AssertError(
            OnlyError(
                StoredQueryDefinitions.FindDocuments,
                Request(
                    new QuerySlot(ParameterNames.DocumentEntryPatientId, "('1^^^&1.2&ISO','2^^^&1.2&ISO')"),
                    StatusSlot)),
            RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-parameter-number", "$XDSDocumentEntryPatientId");

    [TestMethod]
    [DataRow("('1^^^&1.2&ISO')")]
    [DataRow(" ( '1^^^&1.2&ISO' ) ")]
    public void AListOfOneIsTakenForASingleValue(string value)
    {
        var request = Request(new QuerySlot(ParameterNames.DocumentEntryPatientId, value), StatusSlot);

        var arguments = StoredQueryParameters.Parse(
            StoredQueryDefinitions.FindDocuments, request, new RegistryErrors())!;

        Assert.AreEqual("1^^^&1.2&ISO", arguments.GetString(ParameterNames.DocumentEntryPatientId));
    }

    [TestMethod]
    public void TwoValuesForASingleValuedParameterAreAWrongNumber() =>
        AssertError(
            OnlyError(
                StoredQueryDefinitions.FindDocuments,
                FindDocuments(new QuerySlot(ParameterNames.DocumentEntryCreationTimeFrom, "2004", "2005"))),
            RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-parameter-number", "'2004 2005'");

    [TestMethod]
    public void ARepeatedSlotForASingleValuedParameterIsAWrongNumber() =>
        AssertError(
            OnlyError(StoredQueryDefinitions.FindDocuments, FindDocuments(PatientSlot)),
            RegistryErrorCode.XDSStoredQueryParamNumber, "SQ-parameter-number", "$XDSDocumentEntryPatientId");

    [TestMethod]
    public void ARepeatedSlotWithoutAndSemanticsIsRefused()
    {
        var slot = new QuerySlot(ParameterNames.DocumentEntryClassCode, "('a^^1.2')");

        AssertError(
            OnlyError(StoredQueryDefinitions.FindDocuments, FindDocuments(slot, slot)),
            RegistryErrorCode.XDSRegistryError, "SQ-slot-repeated", "$XDSDocumentEntryClassCode");
    }

    [TestMethod]
    [DataRow("$XDSDocumentEntryPatientId", "'1^^^&1.2&ISO", "SQ-value-syntax")]
    [DataRow("$XDSDocumentEntryClassCode", "'a^^b'", "SQ-value-syntax")]
    [DataRow("$XDSDocumentEntryClassCode", "(a^^b)", "SQ-value-syntax")]
    [DataRow("$XDSDocumentEntryClassCode", "()", "SQ-value-syntax")]
    [DataRow("$XDSDocumentEntryClassCode", "('')", "SQ-value-syntax")]
    [DataRow("$XDSDocumentEntryClassCode", "('a')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('a^^b','c^d')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('a^^')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('^^b')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('a^display^b')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('a^^b^^c')", "SQ-code")]
    [DataRow("$XDSDocumentEntryClassCode", "('a^^ ')", "SQ-code")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "200", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "200413", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "2005022824", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "2005-02-28", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "20050228101112.123", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "٢٠٠٥", "SQ-time")]
    [DataRow("$XDSDocumentEntryCreationTimeFrom", "''", "SQ-value-syntax")]
    public void AValueThatCannotBeReadIsARegistryError(string name, string value, string rule)
    {
        var request = name == PatientSlot.Name
            ? Request(StatusSlot, new QuerySlot(name, value))
            : FindDocuments(new QuerySlot(name, value));

        AssertError(
            OnlyError(StoredQueryDefinitions.FindDocuments, request), RegistryErrorCode.XDSRegistryError, rule, name);
    }

    [TestMethod]
    public void EverythingWrongIsReportedMissingFirstSyntaxLast()
    {
        var request = Request(
            new QuerySlot(ParameterNames.DocumentEntryClassCode, "('a')"),
            new QuerySlot(ParameterNames.DocumentEntryPatientId, "('1','2')")) with
        { ReturnType = "All" };

        var rules = Errors(StoredQueryDefinitions.FindDocuments, request)
            .Select(e => e.Context.Split("[rule ")[1].Split(';')[0]);

        Assert.AreEqual(
            "SQ-return-type SQ-parameter-missing SQ-parameter-number SQ-code", string.Join(' ', rules));
    }

    [TestMethod]
    public void UnknownParametersAreIgnoredHoweverWrongTheyAre()
    {
        var unknown = new QuerySlot("$XDSFolderCodeList", "(((");

        Assert.IsNotNull(StoredQueryParameters.Parse(
            StoredQueryDefinitions.FindDocuments, FindDocuments(unknown, unknown), new RegistryErrors()));
    }

    [TestMethod]
    public void ARefusalTellsPlaceValueAcceptedFormAndSource()
    {
        var request = FindDocuments(new QuerySlot(ParameterNames.DocumentEntryClassCode, "('55107-7')"));

        var context = OnlyError(StoredQueryDefinitions.FindDocuments, request).Context;

        Assert.AreEqual(
            "the value is not a code with its coding scheme [rule SQ-code; "
            + "place: FindDocuments, $XDSDocumentEntryClassCode; value: '55107-7'; "
            + "accepted: ('code^^scheme'), several separated by commas; see: ITI TF-2 §3.18.4.1.2.3.7.1]",
            context);
    }

    private static StoredQueryRequest Request(params QuerySlot[] slots) =>
        new("urn:uuid:any", QueryReturnType.LeafClass, slots);

    private static StoredQueryRequest FindDocuments(params QuerySlot[] more) =>
        Request([PatientSlot, StatusSlot, .. more]);

    private static List<RegistryError> Errors(StoredQueryDefinition definition, StoredQueryRequest request)
    {
        var errors = new RegistryErrors();
        Assert.IsNull(StoredQueryParameters.Parse(definition, request, errors));
        return [.. errors];
    }

    private static RegistryError OnlyError(StoredQueryDefinition definition, StoredQueryRequest request) =>
        Assert.ContainsSingle(Errors(definition, request));

    private static void AssertError(RegistryError error, RegistryErrorCode code, string rule, string place)
    {
        Assert.AreEqual(code.ToString(), error.Code);
        Assert.Contains($"[rule {rule};", error.Context);
        Assert.Contains(place, error.Context);
    }
}
