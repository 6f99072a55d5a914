using FsCheck;
using FsCheck.Fluent;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Ins;

[TestClass]
public sealed class InsKeyTests
{
    private static readonly InsRules Any = new([.. InsAuthority.All.Select(authority => authority.Oid)]);

    private static Arbitrary<string> Numbers { get; } = (
        from first in Gen.Choose(1, 8)
        from rest in Gen.Choose(0, 9).ArrayOf(12)
        select first + string.Concat(rest)).ToArbitrary();

    [TestMethod]
    public void ANumberWithItsKeyIsGood() => Prop.ForAll(Numbers, number =>
    {
        var key = NirKey.Of(number);
        return string.CompareOrdinal(key, "01") >= 0 && string.CompareOrdinal(key, "97") <= 0
            && InsCheck.ProblemOf(Nir(number + key), Any, "") is null
            && (long.Parse(number) + int.Parse(key)) % 97 == 0;
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void OneWrongDigitIsAlwaysNoticed() => Prop.ForAll(
        Numbers, Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (number, place, step) =>
        {
            var wrong = number.ToCharArray();
            wrong[place] = (char)('0' + ((wrong[place] - '0' + step) % 10));
            return InsCheck.ProblemOf(Nir(new string(wrong) + NirKey.Of(number)), Any, "")?.Rule == InsCheck.KeyRule;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void CorsicaCountsAsItsFormerDepartment()
    {
        // 19 stands for 2A, 18 for 2B.
        Assert.AreEqual(NirKey.Of("1800119123456"), NirKey.Of("180012A123456"));
        Assert.AreEqual(NirKey.Of("1800118123456"), NirKey.Of("180012B123456"));
        Assert.IsNull(InsCheck.ProblemOf(Nir("180012A123456" + NirKey.Of("180012A123456")), Any, ""));
        Assert.IsNull(InsCheck.ProblemOf(Nir("180012B123456" + NirKey.Of("180012B123456")), Any, ""));
    }

    [TestMethod]
    public void AComputedIdentifierHasItsKey() => Prop.ForAll(Numbers, nir =>
    {
        var ins = InsC.Compute("Zoé", "800101", nir);
        return ins.Length == InsC.Length && InsC.HasRightKey(ins)
            && InsCheck.ProblemOf(new PatientId(ins, InsAuthority.InsC.Oid), Any, "") is null;
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("Jean-Pierre", "JEANPIERRE")]
    [DataRow("Maximilienne", "MAXIMILIEN")]
    [DataRow("zoé", "ZOE       ")]
    [DataRow("Anne Cécile", "ANNECECILE")]
    [DataRow("L'Œuvre", "LOEUVRE   ")]
    [DataRow("ÇÑÛÿÏ", "CNUYI     ")]
    [DataRow("", "          ")]
    public void TheNameHasTenLetters(string name, string seed) => Assert.AreEqual(seed, InsC.NameOf(name));

    [TestMethod]
    public void WritingDoesNotChangeAComputedIdentifier()
    {
        var ins = InsC.Compute("Élodie-Anne", "790351", "2790351215189");
        Assert.AreEqual(ins, InsC.Compute("ELODIE ANNE", "790351", "2790351215189"));
        Assert.AreNotEqual(ins, InsC.Compute("ELODIE", "790351", "2790351215189"));
        Assert.AreEqual(
            InsC.Compute("ELODIE", "", "2790351215189"), InsC.Compute("ELODIE", "000000", "2790351215189"));
    }

    [TestMethod]
    [DataRow("7903", "2790351215189")]
    [DataRow("79O351", "2790351215189")]
    [DataRow("790351", "279035121518989")]
    [DataRow("790351", "279035121518")]
    public void WhatIsNeitherDateNorNumberIsRefused(string date, string nir) =>
        Assert.ThrowsExactly<ArgumentException>(() => InsC.Compute("ELODIE", date, nir));

    private static PatientId Nir(string number) => new(number, InsAuthority.InsNir.Oid);
}
