namespace XdsDmp.Tests.Support;

/// <summary>Messages of a patient identity feed in HL7 v2, as a hospital's engine writes them.</summary>
public static class Adt
{
    public const string Domain = "1.3.6.1.4.1.21367.2005.13.20.1000";

    /// <summary>An identifier of the tests' affinity domain.</summary>
    public static string Id(string id) => $"{id}^^^&{Domain}&ISO";

    /// <summary>A01, A04, A05 or A08.</summary>
    public static string Event(string triggerEvent, string patient, string controlId = "M1") => Join(
        Header($"ADT^{triggerEvent}", controlId), $"EVN|{triggerEvent}|20260301",
        $"PID|||{patient}||DUPONT^MARIE||19800101|F|||1 RUE X^^PARIS", "PV1||I");

    public static string A01(string patient, string controlId = "M1") => Event("A01", patient, controlId);

    /// <summary>Merge.</summary>
    public static string A40(string surviving, string subsumed, string controlId = "M1") => Join(
        Header("ADT^A40^ADT_A39", controlId), "EVN|A40|20260301", $"PID|||{surviving}||DUPONT^MARIE",
        $"MRG|{subsumed}");

    /// <summary>Link change of ITI-64.</summary>
    public static string A43(string pid3, string mrg1, string sender = "1.2.3.4.5") => Join(
        Header("ADT^A43^ADT_A43", "M1", "2.5").Replace("|HIS|", $"|{sender}|", StringComparison.Ordinal),
        "EVN|A43|20260301", $"PID|||{pid3}|| ", $"MRG|{mrg1}");

    public static string Header(string messageType, string controlId = "M1", string version = "2.3.1") =>
        $@"MSH|^~\&|HIS|HOSPITAL|REG|DOMAIN|20260301120000||{messageType}|{controlId}|P|{version}";

    public static string Join(params string[] segments) => string.Join('\r', segments) + "\r";
}
