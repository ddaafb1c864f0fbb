using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FashionNotebooks.Web.Uploads;

/// <summary>Takes what was sent out of a request, in memory: nothing of it is ever written to disk.</summary>
internal sealed class UploadReader(WebOptions options)
{
    private const int MaxNameLength = 100;

    // A form has passed our own bound before it is taken apart.
    private readonly FormOptions form = new() { MemoryBufferThreshold = options.MaxUploadBytes, MultipartBodyLengthLimit = options.MaxUploadBytes };

    /// <summary>The request's pictures: its body, or each file of a form.</summary>
    /// <exception cref="ProblemException">The request has no pictures, too many, too many bytes, or is of another type.</exception>
    public async Task<IReadOnlyList<Upload>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!IsOf("multipart/form-data", request))
            return [new Upload(null, await ReadBodyAsync(request, "image/", cancellation))];
        request.Body = new MemoryStream(await ReadBodyAsync(request, "multipart/form-data", cancellation));
        try
        {
            var files = (await request.ReadFormAsync(form, cancellation)).Files;
            if (files.Count == 0)
                throw new ProblemException(StatusCodes.Status400BadRequest, "There is no picture in the form",
                    "None of its parts has a file name. Send each picture as a part with a file name, as curl --form image=@photo.jpg does.");
            if (files.Count > options.MaxImages)
                throw new ProblemException(StatusCodes.Status400BadRequest, "Too many pictures",
                    $"The form has more than {options.MaxImages} pictures. Send them in several requests.");
            return [.. files.Select(file => new Upload(NameToShow(file.FileName), Bytes(file)))];
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "The form is broken",
                $"It breaks off or breaks the rules of multipart/form-data ({broken.Message}) Let a library write it, for instance curl --form.");
        }
    }

    /// <summary>The bytes of a request's body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">What its Content-Type begins with.</param>
    /// <param name="cancellation">Whoever sends has gone.</param>
    /// <exception cref="ProblemException">The request is empty, has too many bytes, or is of another type.</exception>
    public async Task<byte[]> ReadBodyAsync(HttpRequest request, string type, CancellationToken cancellation)
    {
        if (!IsOf(type, request))
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "This type of content is not taken",
                $"The Content-Type is {(string.IsNullOrEmpty(request.ContentType) ? "missing" : $"'{request.ContentType}'")}. Send a picture as the body with its own type, such as image/jpeg, or, to /api/predictions, several as the files of a multipart/form-data form; to /api/heatmap, application/json.");
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "This encoding of content is not taken",
                $"The Content-Encoding is '{encoding}'. Send the bytes as they are, without one: pictures are packed as it is.");
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

    private static bool IsOf(string type, HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && sent.MediaType.StartsWith(type, StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(IFormFile file)
    {
        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The last part of a name that may be a path, on whatever system, without what can't be shown.</summary>
    private static string NameToShow(string name)
    {
        // A quoted name has a backslash before each quote (RFC 9110, 5.6.4).
        var plain = name.Replace("\\\"", "\"", StringComparison.Ordinal);
        return string.Concat(plain[(plain.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(letter => !Rune.IsControl(letter)).Take(MaxNameLength));
    }

    private ProblemException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "The upload is too large",
        $"A request may have {options.MaxUploadBytes / 1024.0 / 1024:0.##} MB. Send a smaller picture; 28 x 28 pixels of it are looked at.");
}
