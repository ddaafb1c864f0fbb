using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FashionNotebooks.Web.Model;
using Microsoft.AspNetCore.Builder;

namespace FashionNotebooks.Web.Tests;

/// <summary>A server on a port of its own, in this process, and a client for it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication app;

    // As the program does.
    static RunningServer() => Engine.Start();

    private RunningServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>With the real model, or with what is to stand for it.</summary>
    public static async Task<RunningServer> StartAsync(WebOptions? options = null, Func<IClassifier>? model = null)
    {
        var app = WebServer.Create("http://127.0.0.1:0", options ?? new WebOptions(), model ?? (() => new Classifier()));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(app);
    }

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = "image/png")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>A form with files of the given names.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string path, params IEnumerable<(string Name, byte[] File)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, file) in files)
            form.Add(new ByteArrayContent(file), "image", name);
        return Client.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    /// <summary>The answer to a picture that can be used.</summary>
    public async Task<JsonNode> PredictAsync(byte[] picture)
    {
        using var response = await PostAsync("/api/predictions", picture);
        return (await Json(response))["images"]![0]!["prediction"]!;
    }

    public static async Task<JsonNode> Json(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    public static byte[] Bytes(JsonNode base64) => Convert.FromBase64String(base64.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
