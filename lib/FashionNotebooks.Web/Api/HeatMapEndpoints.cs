using System.Text.Json;
using FashionNotebooks.Web.Model;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Api;

/// <summary>What mattered: apart from the prediction, as it takes as long as sixty of them.</summary>
internal static class HeatMapEndpoints
{
    public static void MapHeatMaps(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/heatmap", ExplainAsync)
            .WithName("explain")
            .WithTags("predictions")
            .WithSummary("Which parts of an image its prediction hangs on")
            .WithDescription("Hides one place of the image after the other and predicts again.")
            .Accepts<HeatMapRequest>("application/json")
            .Produces<HeatMap>()
            .UsesModel(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);

    private static async Task<HeatMap> ExplainAsync(HttpRequest request, UploadReader reader, ModelWorker model, PhotoSettings settings, CancellationToken cancellation)
    {
        var pixels = Pixels(await reader.ReadBodyAsync(request, "application/json", cancellation));
        // Hiding a part makes new edges, but the question is what the networks found that answer for the whole.
        var image = PhotoInput.Of(pixels);
        var probabilities = await model.ClassifyAsync([.. OcclusionMap.Variants(pixels).Select(variant => image with { Pixels = variant })], cancellation);
        var label = Array.IndexOf(probabilities[0], probabilities[0].Max());
        var ofLabel = probabilities.Select(one => one[label]).ToArray();
        return new HeatMap(settings.NetworksOf(image), FashionMnist.ClassNames[label], ofLabel[0], OcclusionMap.Falls(ofLabel));
    }

    private static byte[] Pixels(byte[] json)
    {
        try
        {
            var pixels = JsonSerializer.Deserialize<HeatMapRequest>(json, JsonSerializerOptions.Web)?.Pixels;
            if (pixels is not { Length: Classifier.PixelCount })
                throw new ProblemException(StatusCodes.Status400BadRequest, "This is not an image of 28 x 28 pixels",
                    $"'pixels' has {pixels?.Length ?? 0} bytes; it must have {Classifier.PixelCount}, in base64. Take those that /api/predictions gives.");
            return Array.Exists(pixels, pixel => pixel > 0) ? pixels : throw new ProblemException(StatusCodes.Status400BadRequest, "The image is black all over",
                "Nothing is on it that could be named. Take the pixels that /api/predictions gives.");
        }
        catch (JsonException wrong)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "The request is not the JSON asked for", $"{wrong.Message} Send {{\"pixels\": \"...\"}} in UTF-8, with the pixels that /api/predictions gives.");
        }
    }
}
