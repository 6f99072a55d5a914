namespace XdsDmp.Bench.Measuring;

/// <summary>One of the two things compared: our service, or the ceiling.</summary>
internal interface ISide
{
    /// <summary>Keeps every client busy for that long. An answer that is not right throws.</summary>
    Task<Sample> MeasureAsync(TimeSpan time);

    /// <summary>Peak resident memory of the process that serves.</summary>
    long PeakMemoryBytes { get; }
}
