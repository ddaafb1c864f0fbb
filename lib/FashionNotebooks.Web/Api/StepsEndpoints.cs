using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Api;

/// <summary>How a photo was prepared: apart from the prediction, as most of its time goes into writing pictures.</summary>
internal static class StepsEndpoints
{
    public static void MapSteps(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/steps", PrepareAsync)
            .WithName("prepare")
            .WithTags("predictions")
            .WithSummary("How a photo becomes the 28 x 28 pixels that the model sees")
            .Produces<StepsResponse>()
            .UsesModel(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(ApiDescription.DescribePicture);

    private static async Task<StepsResponse> PrepareAsync(HttpRequest request, UploadReader reader, PhotoPreparer preparer, CancellationToken cancellation)
    {
        var garment = await preparer.PrepareAsync(await reader.ReadBodyAsync(request, "image/", cancellation), cancellation);
        PreparationStep[] other = garment.SecondGuess is { Steps: var steps }
            ? [steps[1] with { Name = "Second guess" }, steps[^1] with { Name = "Second guess, seen" }]
            : [];
        return new StepsResponse([.. garment.Steps.Concat(other).Select(step => new Step(step.Name, step.Explanation, step.ToPng()))]);
    }
}
