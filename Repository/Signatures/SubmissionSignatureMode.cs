namespace XdsDmp.Repository.Signatures;

/// <summary>What is asked of signatures that come with submissions.</summary>
public enum SubmissionSignatureMode
{
    /// <summary>A signature is a document like any other.</summary>
    Off,

    /// <summary>A signature that is there must be good.</summary>
    Verify,

    /// <summary>And every submission must bring one over its whole set.</summary>
    Require,
}
