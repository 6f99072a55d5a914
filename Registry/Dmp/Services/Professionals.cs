using XdsDmp.Registry.Dmp.State;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>The professional behind a call, as lists of authorisations name one.</summary>
internal static class Professionals
{
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private const string ProfessionsInTrainingG16 = "1.2.250.1.71.1.2.8";
    private const string DoctorCode = "10";

    /// <exception cref="DmpProblemException">There is none: nobody can be authorised.</exception>
    public static Professional Of(DmpCall call)
    {
        var user = call.User ?? throw new DmpProblemException(new DmpProblem(
            DmpErrorCode.AccessDenied, "TD-professional", "the message says of no professional that he sends it",
            "le message ne dit pas quel professionnel l'envoie", "wsse:Security", accepted: "a VIHF",
            acceptedInFrench: "un VIHF"));
        return new Professional(
            user.UserId, user.UserName ?? user.UserId, null, SpecialityOf(user),
            user.Speciality?.DisplayName ?? user.Profession.DisplayName);
    }

    public static bool IsDoctor(VerifiedVihf user) =>
        user.Profession is { System: ProfessionsG15, Code: DoctorCode };

    /// <summary>For instance <c>G15_10/SM26</c>.</summary>
    private static string SpecialityOf(VerifiedVihf user)
    {
        var table = user.Profession.System switch
        {
            ProfessionsG15 => "G15_",
            ProfessionsInTrainingG16 => "G16_",
            _ => "",
        };
        var profession = table + user.Profession.Code;
        return user.Speciality is null ? profession : $"{profession}/{user.Speciality.Code}";
    }
}
