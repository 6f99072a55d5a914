namespace XdsDmp.Metadata.Queries;

/// <summary>The two forms of answer that ITI-18 and ITI-51 allow (ITI TF-2 §3.18.4.1.2.2).</summary>
public enum QueryReturnType
{
    /// <summary>Full objects.</summary>
    LeafClass,

    /// <summary>Only their ids.</summary>
    ObjectRef,
}
