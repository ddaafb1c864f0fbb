using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FashionNotebooks.Web.Uploads;

/// <summary>Takes the pictures out of a request, in memory: nothing of them is ever written to disk.</summary>
internal sealed class UploadReader(WebOptions options)
{
    private const int MaxBoundaryLength = 70; // RFC 2046, 5.1.1
    private const int MaxNameLength = 100;

    /// <summary>The request's pictures: its body, or each file of a form.</summary>
    /// <exception cref="ProblemException">The request has no pictures, too many, too many bytes, or is of another type.</exception>
    public async Task<IReadOnlyList<Upload>> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? await ReadFormAsync(BoundaryOf(type), await ReadBodyAsync(request, cancellation), cancellation)
            : [new Upload(null, await ReadOneAsync(request, cancellation))];

    /// <summary>The request's body, which is a picture.</summary>
    /// <exception cref="ProblemException">The request is empty, has too many bytes, or is of another type.</exception>
    public Task<byte[]> ReadOneAsync(HttpRequest request, CancellationToken cancellation) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            ? ReadBodyAsync(request, cancellation)
            : throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "This type of content is not taken",
                $"The Content-Type is {(string.IsNullOrEmpty(request.ContentType) ? "missing" : $"'{request.ContentType}'")}. Send a picture as the body with its own type, such as image/jpeg, or, to /api/predictions, several as the files of a multipart/form-data form.");

    private async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > options.MaxUploadBytes)
            throw TooLarge();
        // It grows with what has come, not with what a header announces.
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > options.MaxUploadBytes)
                throw TooLarge();
            body.Write(buffer, 0, read);
        }
        return body.Length > 0 ? body.ToArray() : throw new ProblemException(StatusCodes.Status400BadRequest, "The request is empty",
            "It has no bytes. Send the file of a picture as the body.");
    }

    private async Task<IReadOnlyList<Upload>> ReadFormAsync(string boundary, byte[] body, CancellationToken cancellation)
    {
        var uploads = new List<Upload>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.AsFileSection() is not { FileStream: { } stream } file)
                    continue; // a field that is no file
                if (uploads.Count == options.MaxImages)
                    throw new ProblemException(StatusCodes.Status400BadRequest, "Too many pictures",
                        $"The form has more than {options.MaxImages} pictures. Send them in several requests.");
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, cancellation);
                uploads.Add(new Upload(NameToShow(file.FileName), bytes.ToArray()));
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "The form is broken",
                $"It breaks off or breaks the rules of multipart/form-data ({broken.Message}) Let a library write it, for instance curl --form.");
        }
        return uploads.Count > 0 ? uploads : throw new ProblemException(StatusCodes.Status400BadRequest, "There is no picture in the form",
            "None of its parts has a file name. Send each picture as a part with a file name, as curl --form image=@photo.jpg does.");
    }

    private static string BoundaryOf(MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundaryLength } ? boundary : throw new ProblemException(StatusCodes.Status400BadRequest, "The form has no boundary",
            $"Its Content-Type must name the boundary between the parts, of 1 to {MaxBoundaryLength} characters. Let a library write it, for instance curl --form.");
    }

    /// <summary>The last part of a name that may be a path, on whatever system, without what can't be shown.</summary>
    private static string NameToShow(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = string.Concat(last.Where(c => !char.IsControl(c)));
        return shown.Length <= MaxNameLength ? shown : shown[..MaxNameLength];
    }

    private ProblemException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "The upload is too large",
        $"A request may have {options.MaxUploadBytes / 1024.0 / 1024:0.##} MB. Send a smaller picture; 28 x 28 pixels of it are looked at.");
}
