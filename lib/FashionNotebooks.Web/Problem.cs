using Microsoft.AspNetCore.Mvc;

namespace FashionNotebooks.Web;

/// <summary>What was wrong with a request or an image, and what to do.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What was wrong, in a few words.</param>
/// <param name="Detail">What was found, what is taken, what to do.</param>
internal sealed record Problem(int Status, string Title, string Detail)
{
    public static Problem Busy { get; } = new(StatusCodes.Status429TooManyRequests, "Too many requests at once",
        "All places are taken. Send the request again after the seconds that the header Retry-After says.");

    public static Problem TooSlow(TimeSpan limit) => new(StatusCodes.Status408RequestTimeout, "The request took too long",
        $"Upload and answer must be done within {limit.TotalSeconds:0.##} seconds. Send a smaller picture, or try again on a faster connection.");

    /// <summary>Why a file can't be used as a photo of a garment.</summary>
    public static Problem Of(PhotoException unusable)
    {
        var (title, remedy) = unusable.Problem switch
        {
            PhotoProblem.Empty => ("The file is empty", "Send one that has a picture in it."),
            PhotoProblem.UnknownFormat => ("This is no picture", ""),
            PhotoProblem.TooManyBytes or PhotoProblem.TooManyPixels => ("The picture is too large", ""),
            PhotoProblem.Truncated => ("The picture is cut off", "Send the whole file."),
            PhotoProblem.Damaged => ("The picture is damaged", "Open it in a picture editor and save it again."),
            PhotoProblem.OtherFormat => ("This kind of file is not taken", ""),
            _ => ("There is no garment on the picture", "Take one that fills the frame, before a plain background."),
        };
        return new Problem(StatusCodes.Status422UnprocessableEntity, title, $"{unusable.Message} {remedy}".TrimEnd());
    }

    /// <summary>Answers a request with this problem, as application/problem+json (RFC 9457).</summary>
    public Task WriteAsync(HttpContext context) => Results.Problem(ToDetails()).ExecuteAsync(context);

    /// <summary>The same as a part of an answer.</summary>
    public ProblemDetails ToDetails() => new() { Status = Status, Title = Title, Detail = Detail };

}
