namespace FashionNotebooks;

/// <summary>Where, when and with which settings something was trained: what is needed to judge a figure and to repeat it.</summary>
public abstract record TrainingCircumstances
{
    /// <summary>Of every random draw: images, initial weights, the order of samples, augmentation and dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>quick (a part of the images, few epochs) or full.</summary>
    public required string Profile { get; init; }

    /// <summary>float32 or bfloat16 (mixed precision).</summary>
    public required string Precision { get; init; }

    /// <summary>cpu or cuda.</summary>
    public required string Device { get; init; }

    /// <summary>Threads that libtorch computed with.</summary>
    public required int Threads { get; init; }

    /// <summary>Processor, cores, GPU.</summary>
    public string Hardware { get; init; } = Machine.Hardware;

    /// <summary>.NET and libtorch.</summary>
    public string Software { get; init; } = Machine.Software;

    /// <summary>The commit that was checked out, with + where library or environment differed from it; null outside a git checkout.</summary>
    public string? Commit { get; init; } = Checkout.Commit;

    /// <summary>The day of the run, UTC.</summary>
    public DateOnly Date { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);
}
