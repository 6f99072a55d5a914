namespace XdsDmp.Bench.Measuring;

/// <summary>One of the things compared: our service, or a ceiling.</summary>
internal interface ISide
{
    /// <summary>Keeps every client busy for that long. An answer that is not right throws.</summary>
    Task<Sample> MeasureAsync(TimeSpan time);

    /// <summary>Peak resident memory of the processes that serve, since <see cref="ForgetPeak"/>.</summary>
    long PeakMemoryBytes { get; }

    /// <summary>The peak begins anew at what they have now.</summary>
    void ForgetPeak();
}
