using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>DTM: a time in UTC, as precise as it is known.</summary>
internal static class DtmType
{
    public static DataType Type { get; } =
        DataType.Of("DTM", "YYYY[MM[DD[hh[mm[ss]]]]] in UTC, digits only", v => Hl7Time.IsValid(v));
}
