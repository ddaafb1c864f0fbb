using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FashionNotebooks.Web.Api;

/// <summary>What the OpenAPI description can't tell from the code.</summary>
internal static class ApiDescription
{
    /// <summary>What it is all about.</summary>
    public static Task DescribeAll(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FashionNotebooks",
            Version = "1",
            Description = "Names the garment on a photo: one of the ten classes of Fashion-MNIST. Pictures are looked at in memory and kept nowhere.",
        };
        return Task.CompletedTask;
    }

    /// <summary>A body that is a picture, which the code reads as a stream.</summary>
    public static Task DescribePicture(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation) =>
        AddBody(operation, "image/*", Binary());

    /// <summary>A body that is a form with any number of pictures.</summary>
    public static Task DescribeForm(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation) =>
        AddBody(operation, "multipart/form-data", new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Files of any field name; other fields are left alone.",
            AdditionalProperties = Binary(),
        });

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static Task AddBody(OpenApiOperation operation, string contentType, OpenApiSchema schema)
    {
        var body = operation.RequestBody as OpenApiRequestBody ?? new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>() };
        body.Content!.Add(contentType, new OpenApiMediaType { Schema = schema });
        operation.RequestBody = body;
        return Task.CompletedTask;
    }

    /// <summary>An endpoint that takes a place of those that may be used at once, and the problems it answers with.</summary>
    public static RouteHandlerBuilder UsesModel(this RouteHandlerBuilder endpoint, params int[] problems)
    {
        foreach (var status in problems.Append(StatusCodes.Status408RequestTimeout).Append(StatusCodes.Status429TooManyRequests))
            endpoint.ProducesProblem(status);
        endpoint.WithRequestTimeout(WebServer.Model);
        return endpoint.RequireRateLimiting(WebServer.Model);
    }
}
