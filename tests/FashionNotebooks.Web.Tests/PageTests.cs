using System.Net;
using System.Text.RegularExpressions;

namespace FashionNotebooks.Web.Tests;

public sealed partial class PageTests(SharedServer shared)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page.js", "text/javascript")]
    [InlineData("/page.css", "text/css")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task The_page_and_what_it_needs_are_there(string path, string type)
    {
        using var response = await shared.Running.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/page.js")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/api/predictions")] // an error, which clears the headers set before it
    public async Task Every_answer_has_the_security_headers(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await shared.Running.Client.SendAsync(request, Cancellation);
        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value));

        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.Contains("camera=()", headers["Permissions-Policy"], StringComparison.Ordinal);
        var policy = headers["Content-Security-Policy"].Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Server", headers.Keys);
    }

    [Fact]
    public async Task The_page_has_no_script_or_style_of_its_own_and_names_no_other_host()
    {
        foreach (var path in new[] { "/", "/page.js", "/page.css" })
        {
            var text = await shared.Running.Client.GetStringAsync(path, Cancellation);
            Assert.DoesNotMatch(InlineScriptOrStyle(), text);
            Assert.DoesNotMatch(OtherHost(), text);
        }
    }

    [Fact]
    public async Task The_size_that_the_page_takes_is_the_server_s()
    {
        var script = await shared.Running.Client.GetStringAsync("/page.js", Cancellation);
        Assert.Contains("const maxBytes = 10 * 1024 * 1024;", script, StringComparison.Ordinal);
        Assert.Equal(10 * 1024 * 1024, new WebOptions().MaxUploadBytes);
    }

    [Fact]
    public async Task The_page_offers_a_sample_of_each_class()
    {
        var page = await shared.Running.Client.GetStringAsync("/", Cancellation);
        var offered = Sample().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(Enumerable.Range(0, 10), offered.Select(file => SamplePhotos.All().Single(sample => sample.Name == file).Label).Order());
        foreach (var file in offered)
        {
            using var response = await shared.Running.Client.GetAsync($"/samples/{file}", Cancellation);
            Assert.StartsWith("image/", response.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
            Assert.Equal(await File.ReadAllBytesAsync(Workspace.Data("samples", file), Cancellation), await response.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Fact]
    public void What_the_README_says_of_photos_is_on_record()
    {
        var readme = File.ReadAllText(Path.Combine(Workspace.Root, "lib/FashionNotebooks.Web/README.md"));
        var evidence = PhotoSettings.Load().Evidence!;
        foreach (var (kind, verdicts) in evidence.Verdicts)
            Assert.Contains($"\n| {kind} | {string.Join(" | ", verdicts)} |\n", readme, StringComparison.Ordinal);
        Assert.Contains($"found on {evidence.Photos} photos", readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{evidence.Auroc["probability"]:F2} for the highest probability alone and {evidence.Auroc["all together"]:F2} for the three signs"), readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kinds_of_files_that_the_page_lets_choose_are_those_that_are_read()
    {
        var page = await shared.Running.Client.GetStringAsync("/", Cancellation);
        Assert.Equal(2, Regex.Count(page, "accept=\"image/jpeg,image/png,image/webp,image/gif,image/bmp\""));
        Assert.Contains("<noscript>", page, StringComparison.Ordinal);
        Assert.Contains("HEIC, AVIF, TIFF and raw pictures save as JPEG first", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_supervisor_hears_that_all_is_well(string path)
    {
        using var response = await shared.Running.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [GeneratedRegex("<script>|<style|\\son[a-z]+=|\\sstyle=")]
    private static partial Regex InlineScriptOrStyle();

    [GeneratedRegex("src=\"samples/([^\"]+)\"")]
    private static partial Regex Sample();

    [GeneratedRegex("https?://")]
    private static partial Regex OtherHost();
}
