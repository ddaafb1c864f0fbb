using System.Net;
using System.Net.Http.Json;
using FashionNotebooks.Web.Model;

namespace FashionNotebooks.Web.Tests;

public sealed class HeatMapTests(SharedServer shared)
{
    [Fact]
    public void Every_pixel_is_hidden_in_four_variants_of_64_and_the_first_is_the_image_itself()
    {
        var white = Enumerable.Repeat((byte)255, 784).ToArray();
        var variants = OcclusionMap.Variants(white);
        Assert.Equal(1 + 64, variants.Length);
        Assert.Equal(white, variants[0]);
        for (var pixel = 0; pixel < 784; pixel++)
            Assert.Equal(4, variants.Count(variant => variant[pixel] == 0));
    }

    [Fact]
    public void A_pixel_has_the_mean_fall_of_the_patches_on_it()
    {
        // The first place is hidden by half: of its 8 x 8 pixels the 4 x 4 at the corner are on the image.
        var probabilities = Enumerable.Repeat(0.9f, 65).ToArray();
        probabilities[1] = 0.1f;
        var falls = OcclusionMap.Falls(probabilities);
        for (var pixel = 0; pixel < 784; pixel++)
            Assert.Equal(pixel / 28 < 4 && pixel % 28 < 4 ? (0.9f - 0.1f) / 4 : 0, falls[pixel], 1e-6f);
    }

    [Fact]
    public async Task What_mattered_lies_on_the_garment()
    {
        var prediction = await shared.Running.PredictAsync(Pictures.AnkleBoot);
        var pixels = RunningServer.Bytes(prediction["pixels"]!);
        using var response = await shared.Running.Client.PostAsJsonAsync("/api/heatmap", new { pixels }, TestContext.Current.CancellationToken);
        var map = await RunningServer.Json(response);
        var falls = map["falls"]!.AsArray().Select(fall => fall!.GetValue<float>()).ToArray();

        Assert.Equal("Ankle boot", map["label"]!.GetValue<string>());
        Assert.Equal(prediction["probability"]!.GetValue<float>(), map["probability"]!.GetValue<float>(), 1e-4f);
        Assert.Equal(784, falls.Length);
        // The corner at the top left, above the toe, is black: hiding it changes nothing.
        Assert.Equal(0, falls[0], 1e-4f);
        Assert.True(falls.Max() > 0.01, $"hiding nothing matters: {falls.Max()}");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task It_explains_the_answer_of_the_networks_that_were_asked(bool blurry, int networks)
    {
        var prediction = await shared.Running.PredictAsync(blurry ? Pictures.BlurredShoe : Pictures.Shoe);
        using var response = await shared.Running.Client.PostAsJsonAsync("/api/heatmap", new { pixels = RunningServer.Bytes(prediction["pixels"]!) }, TestContext.Current.CancellationToken);
        var map = await RunningServer.Json(response);

        Assert.Equal(PhotoSettings.Load().Networks.Take(networks).Select(network => network.Name), map["networks"]!.AsArray().Select(network => network!.GetValue<string>()));
        Assert.Equal(prediction["label"]!.GetValue<string>(), map["label"]!.GetValue<string>());
        Assert.Equal(prediction["probability"]!.GetValue<float>(), map["probability"]!.GetValue<float>(), 1e-4f);
    }
}
