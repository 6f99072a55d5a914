namespace XdsDmp.Registry.Dmp.Access;

/// <summary>One cell of the matrix of functional rights, written as its letter there.</summary>
internal enum Cell
{
    /// <summary>–</summary>
    No = '-',

    /// <summary>Y</summary>
    Yes = 'Y',

    /// <summary>a: only documents of which he is the author.</summary>
    Authored = 'a',

    /// <summary>c: only if the patient wants masked documents shown in emergencies.</summary>
    IfPatientAgreed = 'c',

    /// <summary>o: own documents only.</summary>
    Own = 'o',

    /// <summary>s: documents of the structure.</summary>
    OfStructure = 's',
}
