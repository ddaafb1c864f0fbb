using System.Net;
using System.Text.Json.Nodes;

namespace FashionNotebooks.Web.Tests;

/// <summary>The description says what the server does: its endpoints, the types it takes, the statuses and answers it gives.</summary>
public sealed class OpenApiTests(SharedServer shared)
{
    private RunningServer Server => shared.Running;

    private async Task<JsonNode> DescriptionAsync()
    {
        using var response = await Server.Client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await RunningServer.Json(response);
    }

    [Fact]
    public async Task It_has_every_endpoint_with_a_name_and_a_summary_and_the_types_it_takes()
    {
        var paths = (await DescriptionAsync())["paths"]!.AsObject();
        Assert.Equal(["/api/heatmap", "/api/predictions", "/api/steps"], paths.Select(path => path.Key).Order());
        Assert.All(paths, path => Assert.NotEmpty(path.Value!["post"]!["operationId"]!.GetValue<string>()));
        Assert.All(paths, path => Assert.NotEmpty(path.Value!["post"]!["summary"]!.GetValue<string>()));
        Assert.Equal(["image/*", "multipart/form-data"], TypesOf("/api/predictions"));
        Assert.Equal(["image/*"], TypesOf("/api/steps"));
        Assert.Equal(["application/json"], TypesOf("/api/heatmap"));

        IEnumerable<string> TypesOf(string path) => paths[path]!["post"]!["requestBody"]!["content"]!.AsObject().Select(type => type.Key).Order();
    }

    [Theory]
    [InlineData("image/png", "empty", 400)]
    [InlineData("image/png", "text", 422)]
    [InlineData("text/plain", "text", 415)]
    [InlineData("image/png", "large", 413)]
    [InlineData("image/png", "boot", 200)]
    public async Task Every_status_given_is_described(string type, string body, int status)
    {
        var bytes = body switch { "empty" => [], "text" => "text"u8.ToArray(), "large" => new byte[(10 << 20) + 1], _ => Pictures.AnkleBoot };
        using var response = await Server.PostAsync("/api/predictions", bytes, type);
        Assert.Equal(status, (int)response.StatusCode);

        var described = (await DescriptionAsync())["paths"]!["/api/predictions"]!["post"]!["responses"]![status.ToString()]!["content"]!.AsObject().Single();
        Assert.Equal(described.Key, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Busy_and_slow_are_described_everywhere()
    {
        foreach (var (_, path) in (await DescriptionAsync())["paths"]!.AsObject())
            Assert.All(["408", "429"], status => Assert.NotNull(path!["post"]!["responses"]![status]));
    }

    [Fact]
    public async Task Answers_have_the_properties_described_and_each_of_them_is_explained()
    {
        var description = await DescriptionAsync();
        var form = await Server.PostFormAsync("/api/predictions", ("boot.png", Pictures.AnkleBoot), ("bad.png", "bad"u8.ToArray()));
        var answer = await RunningServer.Json(form);
        var pixels = answer["images"]![0]!["prediction"]!["pixels"]!;
        Check("PredictionResponse", answer);
        Check("ImageResult", answer["images"]![0]!);
        Check("Prediction", answer["images"]![0]!["prediction"]!);
        Check("ClassProbability", answer["images"]![0]!["prediction"]!["classes"]![0]!);
        Check("StepsResponse", await RunningServer.Json(await Server.PostAsync("/api/steps", Pictures.AnkleBoot)));
        var request = new JsonObject { ["pixels"] = pixels.DeepClone() };
        Check("HeatMapRequest", request);
        Check("HeatMap", await RunningServer.Json(await Server.PostAsync("/api/heatmap", System.Text.Encoding.UTF8.GetBytes(request.ToJsonString()), "application/json")));

        void Check(string schema, JsonNode value)
        {
            var described = description["components"]!["schemas"]![schema]!;
            var properties = described["properties"]!.AsObject();
            Assert.Equal(properties.Select(property => property.Key).Order(), value.AsObject().Select(property => property.Key).Order());
            Assert.NotEmpty(described["description"]!.GetValue<string>());
            foreach (var (name, property) in properties)
                Assert.True(property!.ToJsonString().Contains("\"description\"", StringComparison.Ordinal), $"{schema}.{name} is not explained");
        }
    }
}
