using System.Net;
using System.Text;

namespace FashionNotebooks.Web.Tests;

public sealed class BadInputTests(SharedServer shared)
{
    private RunningServer Server => shared.Running;

    public static TheoryData<Func<byte[]>, HttpStatusCode, string> Bodies => new()
    {
        { () => [], HttpStatusCode.BadRequest, "The request is empty" },
        { () => "GIMME"u8.ToArray(), HttpStatusCode.UnprocessableEntity, "This is no picture" },
        { () => Pictures.AnkleBoot[..(Pictures.AnkleBoot.Length / 2)], HttpStatusCode.UnprocessableEntity, "The picture is cut off" },
        { () => Pictures.Plain(50, 50), HttpStatusCode.UnprocessableEntity, "There is no garment on the picture" },
        // 12 megapixels, as most phones take, 24, as some do, 50, and a file of half a megabyte that claims 400.
        { () => Pictures.Plain(4000, 3000), HttpStatusCode.UnprocessableEntity, "There is no garment on the picture" },
        { () => Pictures.Plain(5712, 4284), HttpStatusCode.UnprocessableEntity, "There is no garment on the picture" },
        { () => Pictures.Plain(8160, 6120), HttpStatusCode.UnprocessableEntity, "The picture is too large" },
        { () => Pictures.Plain(20_000, 20_000), HttpStatusCode.UnprocessableEntity, "The picture is too large" },
        // Answered though it is still being sent.
        { () => new byte[11 << 20], HttpStatusCode.RequestEntityTooLarge, "The upload is too large" },
        { () => new byte[40 << 20], HttpStatusCode.RequestEntityTooLarge, "The upload is too large" },
    };

    [Theory, MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task A_picture_that_cannot_be_used_is_a_problem(Func<byte[]> body, HttpStatusCode status, string title) =>
        await ExpectAsync(await Server.PostAsync("/api/predictions", body()), status, title);

    [Fact]
    public async Task An_upload_over_the_limit_that_does_not_say_its_length_is_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/predictions") { Content = new ByteArrayContent(new byte[11 << 20]) };
        request.Content.Headers.ContentType = new("image/png");
        request.Headers.TransferEncodingChunked = true;
        await ExpectAsync(await Server.Client.SendAsync(request, TestContext.Current.CancellationToken), HttpStatusCode.RequestEntityTooLarge, "The upload is too large");
    }

    [Fact]
    public async Task A_form_over_the_limit_is_a_problem() =>
        await ExpectAsync(await Server.PostFormAsync("/api/predictions", ("a.png", new byte[6 << 20]), ("b.png", new byte[6 << 20])), HttpStatusCode.RequestEntityTooLarge, "The upload is too large");

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_type_of_content_is_a_problem_that_names_it(string type)
    {
        var detail = await ExpectAsync(await Server.PostAsync("/api/predictions", Pictures.AnkleBoot, type), HttpStatusCode.UnsupportedMediaType, "This type of content is not taken");
        Assert.Contains($"'{type}'", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_type_of_content_is_a_problem()
    {
        using var content = new ByteArrayContent(Pictures.AnkleBoot);
        await ExpectAsync(await Server.Client.PostAsync("/api/predictions", content, TestContext.Current.CancellationToken), HttpStatusCode.UnsupportedMediaType, "This type of content is not taken");
    }

    [Fact]
    public async Task Steps_of_a_form_are_not_to_be_had() =>
        await ExpectAsync(await Server.PostFormAsync("/api/steps", ("boot.png", Pictures.AnkleBoot)), HttpStatusCode.UnsupportedMediaType, "This type of content is not taken");

    [Theory]
    [InlineData("multipart/form-data", "The form is broken")]
    [InlineData("multipart/form-data; boundary=abc", "There is no picture in the form")]
    public async Task A_form_without_pictures_is_a_problem(string type, string title) =>
        await ExpectAsync(await Server.PostAsync("/api/predictions", "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhello\r\n--abc--\r\n"u8.ToArray(), type), HttpStatusCode.BadRequest, title);

    [Theory]
    [InlineData("--abc\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nhel")] // breaks off
    [InlineData("no boundary anywhere")]
    [InlineData("--abc\r\nnonsense without a colon\r\n\r\nhello\r\n--abc--\r\n")]
    public async Task A_broken_form_is_a_problem(string body) =>
        await ExpectAsync(await Server.PostAsync("/api/predictions", Encoding.ASCII.GetBytes(body), "multipart/form-data; boundary=abc"), HttpStatusCode.BadRequest, "The form is broken");

    [Fact]
    public async Task A_form_with_more_pictures_than_are_taken_is_a_problem() =>
        await ExpectAsync(await Server.PostFormAsync("/api/predictions", Enumerable.Repeat(("a.png", Pictures.AnkleBoot), 33)), HttpStatusCode.BadRequest, "Too many pictures");

    [Fact]
    public async Task Pictures_of_24_megapixels_by_the_dozen_are_refused_undecoded()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await ExpectAsync(await Server.PostFormAsync("/api/predictions", Enumerable.Repeat(("a.png", Pictures.Plain(5712, 4284)), 32)), HttpStatusCode.RequestEntityTooLarge, "The pictures are too large together");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Two_such_pictures_are_taken_and_those_refused_by_themselves_do_not_count()
    {
        (string, byte[]) large = ("a.png", Pictures.Plain(5712, 4284)), tooLarge = ("b.png", Pictures.Plain(8160, 6120)), none = ("c.png", "text"u8.ToArray());
        using var response = await Server.PostFormAsync("/api/predictions", large, tooLarge, none, large);
        Assert.Equal(
            ["There is no garment on the picture", "The picture is too large", "This is no picture", "There is no garment on the picture"],
            (await RunningServer.Json(response))["images"]!.AsArray().Select(image => image!["problem"]!["title"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/api/predictions", "image/png", "gzip")]
    [InlineData("/api/heatmap", "application/json", "br")]
    [InlineData("/api/predictions", "multipart/form-data; boundary=abc", "gzip, deflate")]
    public async Task An_encoded_body_is_a_problem_that_names_the_encoding(string path, string type, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([0x1F, 0x8B, 8, 0]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        var detail = await ExpectAsync(await Server.Client.SendAsync(request, TestContext.Current.CancellationToken), HttpStatusCode.UnsupportedMediaType, "This encoding of content is not taken");
        Assert.Contains($"'{encoding}'", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_another_kind_is_a_problem_that_names_it()
    {
        var detail = await ExpectAsync(await Server.PostAsync("/api/predictions", [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8], "image/heic"), HttpStatusCode.UnprocessableEntity, "This kind of file is not taken");
        Assert.Equal("The file is a HEIC picture, which can't be read here; save it as JPEG or PNG.", detail);
    }

    [Theory]
    [InlineData("null", "This is not an image of 28 x 28 pixels", "0 bytes")]
    [InlineData("{}", "This is not an image of 28 x 28 pixels", "0 bytes")]
    [InlineData("{'pixels':null}", "This is not an image of 28 x 28 pixels", "0 bytes")]
    [InlineData("{'pixels':'AAAA'}", "This is not an image of 28 x 28 pixels", "3 bytes")]
    [InlineData("[]", "The request is not the JSON asked for", "JSON")]
    [InlineData("{'pixels':'not base64'}", "The request is not the JSON asked for", "JSON")]
    [InlineData("{'pixels':", "The request is not the JSON asked for", "JSON")]
    [InlineData("{'pixels':'BLACK'}", "The image is black all over", "")]
    public async Task A_heat_map_of_no_image_is_a_problem(string json, string title, string said)
    {
        var body = Encoding.UTF8.GetBytes(json.Replace('\'', '"').Replace("BLACK", Convert.ToBase64String(new byte[784]), StringComparison.Ordinal));
        var response = await Server.PostAsync("/api/heatmap", body, "application/json; charset=nonsense");
        Assert.Contains(said, await ExpectAsync(response, HttpStatusCode.BadRequest, title), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heat_map_s_body_has_a_bound() =>
        await ExpectAsync(await Server.PostAsync("/api/heatmap", new byte[11 << 20], "application/json"), HttpStatusCode.RequestEntityTooLarge, "The upload is too large");

    [Theory]
    [InlineData("GET", "/api/predictions", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("GET", "/..%2f..%2fREADME.md", HttpStatusCode.NotFound)]
    [InlineData("GET", "/samples/../../README.md", HttpStatusCode.NotFound)]
    [InlineData("GET", "/samples/samples.csv", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_a_problem(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var response = await Server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>The problem document's detail, which says what to do.</summary>
    private static async Task<string> ExpectAsync(HttpResponseMessage response, HttpStatusCode status, string title)
    {
        using (response)
        {
            var body = await RunningServer.Json(response);
            Assert.Equal((status, title), (response.StatusCode, body["title"]!.GetValue<string>()));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal((int)status, body["status"]!.GetValue<int>());
            var detail = body["detail"]!.GetValue<string>();
            Assert.NotEmpty(detail);
            return detail;
        }
    }
}
