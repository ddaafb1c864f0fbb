using System.Net;

namespace FashionNotebooks.Web.Tests;

public sealed class PredictionTests(SharedServer shared)
{
    private RunningServer Server => shared.Running;

    [Fact]
    public async Task A_picture_as_the_body_is_named()
    {
        var prediction = await Server.PredictAsync(Pictures.AnkleBoot);
        Assert.Equal("Ankle boot", prediction["label"]!.GetValue<string>());
        Assert.InRange(prediction["probability"]!.GetValue<float>(), 0.5f, 1f);
    }

    [Fact]
    public async Task All_ten_classes_come_with_probabilities_that_sum_to_one_the_most_probable_first()
    {
        var prediction = await Server.PredictAsync(Pictures.Pullover);
        var classes = prediction["classes"]!.AsArray();
        var probabilities = classes.Select(one => one!["probability"]!.GetValue<float>()).ToArray();

        Assert.Equal(FashionMnist.ClassNames.Order(), classes.Select(one => one!["label"]!.GetValue<string>()).Order());
        Assert.Equal(1, probabilities.Sum(), 1e-4);
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.Equal(prediction["label"]!.GetValue<string>(), classes[0]!["label"]!.GetValue<string>());
        Assert.Equal(prediction["probability"]!.GetValue<float>(), probabilities[0]);
    }

    [Fact]
    public async Task The_answer_is_the_one_that_the_library_gives_for_the_photo()
    {
        using var model = new PhotoModel();
        foreach (var file in (string[])["jeans-fluent.webp", "silk-shirt-openclipart.jpg", "sandal-twemoji.png", "lab-coat-fluent.jpg"])
        {
            var sample = SamplePhotos.All().Single(each => each.Name == file);
            var prediction = await Server.PredictAsync(await File.ReadAllBytesAsync(sample.Path, TestContext.Current.CancellationToken));

            var expected = model.Answer([PhotoInput.Of(sample.Prepare())])[0];
            Assert.Equal(FashionMnist.ClassNames[expected.Order[0]], prediction["label"]!.GetValue<string>());
            Assert.Equal(expected.Probabilities[expected.Order[0]], prediction["probability"]!.GetValue<float>(), 1e-4f);
            Assert.Equal(expected.Sentence, prediction["answer"]!.GetValue<string>());
            Assert.Equal(expected.Verdict.ToString().ToLowerInvariant(), prediction["verdict"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Classes_have_the_dataset_s_names_and_those_that_people_use()
    {
        var classes = (await Server.PredictAsync(Pictures.Trouser))["classes"]!.AsArray();
        Assert.Equal(("Trouser", "Trousers"), (classes[0]!["label"]!.GetValue<string>(), classes[0]!["name"]!.GetValue<string>()));
        Assert.Contains(classes, one => one!["label"]!.GetValue<string>() == "T-shirt/top" && one["name"]!.GetValue<string>() == "T-shirt or top");
    }

    [Fact]
    public async Task A_thing_of_no_class_is_doubted_and_a_dress_of_the_dataset_is_not()
    {
        var doubted = 0;
        foreach (var path in SamplePhotos.Others())
            doubted += (await Server.PredictAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)))["verdict"]!.GetValue<string>() == "none" ? 1 : 0;
        Assert.InRange(doubted, 1, 8);
        Assert.Equal("probably", (await Server.PredictAsync(Pictures.Trouser))["verdict"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sharp_pictures_of_a_form_are_answered_by_two_networks_and_blurry_ones_by_one()
    {
        using var response = await Server.PostFormAsync("/api/predictions", ("sharp.jpg", Pictures.Shoe), ("blurred.jpg", Pictures.BlurredShoe), ("boot.png", Pictures.AnkleBoot), ("blurred-again.jpg", Pictures.BlurredShoe));
        var predictions = (await RunningServer.Json(response))["images"]!.AsArray().Select(image => image!["prediction"]!).ToArray();

        var networks = PhotoSettings.Load().Networks.Select(network => network.Name).ToArray();
        Assert.Equal([false, true, false, true], predictions.Select(one => one["blurry"]!.GetValue<bool>()));
        Assert.All(predictions, one => Assert.Equal(one["blurry"]!.GetValue<bool>() ? networks[..1] : networks, one["networks"]!.AsArray().Select(network => network!.GetValue<string>())));
    }

    [Theory]
    [InlineData("boot-animated.gif")]
    [InlineData("boot-animated.png")]
    [InlineData("boot-animated.webp")]
    public async Task Of_an_animation_the_first_picture_is_named(string file) =>
        Assert.Equal("Ankle boot", (await Server.PredictAsync(Pictures.Recorded(file)))["label"]!.GetValue<string>());

    [Fact]
    public async Task A_picture_in_the_colours_of_print_is_seen_as_the_same_in_those_of_screens()
    {
        var screen = RunningServer.Bytes((await Server.PredictAsync(Pictures.Recorded("boot.jpg")))["pixels"]!);
        var prediction = await Server.PredictAsync(Pictures.Recorded("boot-cmyk.jpg"));
        var print = RunningServer.Bytes(prediction["pixels"]!);

        Assert.Equal("Ankle boot", prediction["label"]!.GetValue<string>());
        Assert.InRange(screen.Zip(print, (a, b) => Math.Abs(a - b)).Average(), 0, 20);
    }

    [Fact]
    public async Task Several_pictures_of_a_form_are_answered_in_their_order_with_their_names()
    {
        using var response = await Server.PostFormAsync("/api/predictions", ("boot.png", Pictures.AnkleBoot), ("pullover.png", Pictures.Pullover), ("trouser.png", Pictures.Trouser));
        var images = (await RunningServer.Json(response))["images"]!.AsArray();

        Assert.Equal(["boot.png", "pullover.png", "trouser.png"], images.Select(one => one!["name"]!.GetValue<string>()));
        Assert.Equal(Enumerable.Range(0, 3).Select(Pictures.ClassOf), images.Select(one => one!["prediction"]!["label"]!.GetValue<string>()));
        Assert.All(images, one => Assert.Null(one!["problem"]));
    }

    [Fact]
    public async Task A_picture_of_a_form_that_cannot_be_used_has_a_problem_and_the_others_are_answered()
    {
        using var response = await Server.PostFormAsync("/api/predictions", ("notes.txt", "not a picture"u8.ToArray()), ("boot.png", Pictures.AnkleBoot), ("empty.png", []));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var images = (await RunningServer.Json(response))["images"]!.AsArray();

        Assert.Equal(422, images[0]!["problem"]!["status"]!.GetValue<int>());
        Assert.Null(images[0]!["prediction"]);
        Assert.Equal("Ankle boot", images[1]!["prediction"]!["label"]!.GetValue<string>());
        Assert.Equal("The file is empty", images[2]!["problem"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Other_fields_of_a_form_are_left_alone()
    {
        var form = new MultipartFormDataContent { { new StringContent("Ada"), "sender" }, { new ByteArrayContent(Pictures.Trouser), "photo", "t.png" } };
        using var response = await Server.Client.PostAsync("/api/predictions", form, TestContext.Current.CancellationToken);
        Assert.Equal("Trouser", (await RunningServer.Json(response))["images"]!.AsArray().Single()!["prediction"]!["label"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Windows\system32\boot.png", "boot.png")]
    [InlineData("/", "")]
    [InlineData("<script>alert(1)</script>.png", "script>.png")]
    public async Task The_name_of_a_file_is_only_echoed_and_without_its_path(string sent, string shown)
    {
        using var response = await Server.PostFormAsync("/api/predictions", (sent, Pictures.AnkleBoot));
        var image = (await RunningServer.Json(response))["images"]![0]!;
        Assert.Equal(shown, image["name"]!.GetValue<string>());
        Assert.Equal("Ankle boot", image["prediction"]!["label"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("filename=\"a \\\"b\\\".png\"", "a \"b\".png")] // as curl has it
    [InlineData("filename=\"C:\\photos\\a.png\"", "a.png")]
    [InlineData("filename=\"a%22b.png\"", "a%22b.png")] // as browsers have it
    [InlineData("filename*=UTF-8''%F0%9F%91%97.png", "\U0001F457.png")]
    [InlineData("filename*=UTF-8''%ED%A0%BD.png", "\uFFFD\uFFFD\uFFFD.png")] // half of an emoji
    [InlineData("filename=\"LONG\U0001F457\U0001F457.png\"", "LONG\U0001F457")] // which ends with the name's hundredth letter
    public async Task A_name_is_shown_as_it_was_meant(string sent, string shown)
    {
        var ninetyNine = new string('a', 99);
        byte[] form = [.. System.Text.Encoding.UTF8.GetBytes($"--abc\r\nContent-Disposition: form-data; name=\"i\"; {sent.Replace("LONG", ninetyNine, StringComparison.Ordinal)}\r\n\r\n"), .. Pictures.AnkleBoot, .. "\r\n--abc--\r\n"u8];
        using var response = await Server.PostAsync("/api/predictions", form, "multipart/form-data; boundary=abc");
        Assert.Equal(shown.Replace("LONG", ninetyNine, StringComparison.Ordinal), (await RunningServer.Json(response))["images"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_steps_of_a_photo_are_pictures_the_last_of_them_28_pixels_wide()
    {
        using var response = await Server.PostAsync("/api/steps", Pictures.AnkleBoot);
        var steps = (await RunningServer.Json(response))["steps"]!.AsArray();
        Assert.True(steps.Count > 1);
        Assert.All(steps, step => Assert.NotEmpty(step!["explanation"]!.GetValue<string>()));
        Assert.All(steps, step => Assert.Equal([0x89, .. "PNG"u8], RunningServer.Bytes(step!["picture"]!)[..4]));
        Assert.Equal([0, 0, 0, 28, 0, 0, 0, 28], RunningServer.Bytes(steps[^1]!["picture"]!)[16..24]);
    }
}
