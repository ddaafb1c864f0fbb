namespace FashionNotebooks;

/// <summary>Why a file can't be used as a photo of a garment.</summary>
public enum PhotoProblem
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file has more bytes than <see cref="PhotoLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>The file is not a picture.</summary>
    UnknownFormat,

    /// <summary>The file is of a kind that can't be read here, such as HEIC or PDF; the message names it.</summary>
    OtherFormat,

    /// <summary>The picture has more pixels than <see cref="PhotoLimits.MaxPixels"/>.</summary>
    TooManyPixels,

    /// <summary>The file ends before the picture does.</summary>
    Truncated,

    /// <summary>The file contradicts its format, or uses a part of it that the decoder doesn't know.</summary>
    Damaged,

    /// <summary>The picture could be read, but shows nothing in front of its background.</summary>
    NoGarment,
}

/// <summary>A file that can't be used as a photo of a garment. The message tells the person who gave it why.</summary>
public sealed class PhotoException : Exception
{
    /// <param name="problem">What is wrong.</param>
    /// <param name="message">The same in words.</param>
    /// <param name="innerException">What led to it, if anything did.</param>
    public PhotoException(PhotoProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    /// <summary>What is wrong.</summary>
    public PhotoProblem Problem { get; }
}
