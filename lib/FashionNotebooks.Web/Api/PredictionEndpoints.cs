using FashionNotebooks.Web.Model;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Api;

/// <summary>Photos in, classes out.</summary>
internal static class PredictionEndpoints
{
    public static void MapPredictions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/predictions", PredictAsync)
            .WithName("predict")
            .WithTags("predictions")
            .WithSummary("What garment is on a photo, or on each of several")
            .WithDescription("Takes JPEG, PNG, WebP, GIF (its first frame) and BMP: one picture as the body, or several as the files of a form. "
                + "A form's answer has a problem in the place of each picture that can't be used; a single picture's is the answer's status.")
            .Produces<PredictionResponse>()
            .UsesModel(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(ApiDescription.DescribeForm)
            .AddOpenApiOperationTransformer(ApiDescription.DescribePicture);

    private static async Task<PredictionResponse> PredictAsync(HttpRequest request, UploadReader reader, PhotoPreparer preparer, ModelWorker model, PhotoSettings settings, CancellationToken cancellation)
    {
        var uploads = await reader.ReadAsync(request, cancellation);
        preparer.CheckPixels(uploads);
        var photos = new List<(PhotoInput? Image, PhotoException? Unusable)>();
        foreach (var upload in uploads)
        {
            try
            {
                photos.Add((PhotoInput.Of(await preparer.PrepareAsync(upload.File, cancellation)), null));
            }
            catch (PhotoException unusable) when (upload.Name is not null) // one of a form's, whose other pictures may be in order
            {
                photos.Add((null, unusable));
            }
        }

        var images = photos.Select(photo => photo.Image).OfType<PhotoInput>().ToList();
        var probabilities = images.Count > 0 ? await model.ClassifyAsync(images, cancellation) : [];
        var predictions = new Queue<Prediction>(images.Zip(probabilities, (image, probability) => Prediction.Of(settings, image, probability)));
        return new PredictionResponse([.. uploads.Zip(photos, (upload, photo) => photo.Unusable is null
            ? new ImageResult(upload.Name, predictions.Dequeue(), null)
            : new ImageResult(upload.Name, null, Problem.Of(photo.Unusable).ToDetails()))]);
    }
}
