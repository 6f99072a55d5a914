namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// What somebody can want to do with a DMP: the rows of the matrix of functional rights (PDT-INF-526), and the
/// functions of DMPs that are not attached to Mon espace santé, which that matrix does not list any more.
/// </summary>
internal enum DmpFunction
{
    /// <summary>TD0.0.</summary>
    AcquireIdentity,

    /// <summary>TD0.2: is there a DMP, am I authorised.</summary>
    TestExistence,

    /// <summary>TD0.3 AJOUT.</summary>
    DeclareAuthorisation,

    /// <summary>TD0.3 SUPPRESSION of the own authorisation.</summary>
    RemoveAuthorisation,

    /// <summary>TD0.3 SUPPRESSION with the role: stays authorised.</summary>
    StopBeingAttendingPhysician,

    /// <summary>TD0.4.</summary>
    ListDmps,

    /// <summary>TD0.5: without an INS.</summary>
    FindPatient,

    /// <summary>TD1.1.</summary>
    Create,

    /// <summary>TD1.2.</summary>
    Reactivate,

    /// <summary>TD1.3a.</summary>
    ReadDemographics,

    /// <summary>TD1.3b.</summary>
    ChangeDemographics,

    /// <summary>TD1.4.</summary>
    Close,

    /// <summary>TD1.5: the patient's web account.</summary>
    ManageAccount,

    /// <summary>TD1.6.</summary>
    ListProfessionals,

    /// <summary>TD2.1, and TD2.2 with a CPE.</summary>
    Feed,

    /// <summary>TD3.1 with all metadata.</summary>
    Search,

    /// <summary>TD3.1 with references only.</summary>
    SearchReferences,

    /// <summary>TD3.2.</summary>
    Retrieve,

    /// <summary>TD3.2 of a masked document.</summary>
    RetrieveMasked,

    /// <summary>TD3.3a.</summary>
    Mask,

    /// <summary>TD3.3a.</summary>
    Unmask,

    /// <summary>TD3.3b: to the patient, to the legal representatives.</summary>
    MakeVisible,

    /// <summary>TD3.3d, both ways.</summary>
    Archive,

    /// <summary>TD3.3c.</summary>
    Delete,

    /// <summary>Who did what with this DMP.</summary>
    ReadTraces,
}
