using FashionNotebooks.Tests.Data;

namespace FashionNotebooks.Tests.Records;

/// <summary>What is said of photos, on the pictures of data/samples.</summary>
public sealed class PhotoModelTests : FolderTests
{
    private static readonly IReadOnlyList<LabeledPhoto> Photos =
    [
        .. SamplePhotos.All().Select(sample => new LabeledPhoto(sample.Path, sample.Name, FashionMnist.ClassNames[sample.Label])),
        .. SamplePhotos.Others().Select(path => new LabeledPhoto(path, Path.GetFileName(path), PhotoFolder.None)),
    ];

    private static readonly PhotoInput Image = new(new byte[784], IsBlurry: false, Filled: 0.5, BackgroundSpread: Math.E - 1);

    private static PhotoSettings Settings(PhotoDoubt? doubt = null) => PhotoSettings.Of("regularized") with { Probably = 0.8, Either = 0.5, Doubt = doubt };

    [Theory]
    [InlineData(0.9f, 0.1f, Verdict.Probably, "Probably trousers")]
    [InlineData(0.8f, 0.2f, Verdict.Probably, "Probably trousers")]
    [InlineData(0.7f, 0.3f, Verdict.Perhaps, "Perhaps trousers")]
    [InlineData(0.5f, 0.5f, Verdict.Perhaps, "Perhaps trousers")]
    [InlineData(0.4f, 0.35f, Verdict.Either, "Perhaps trousers or an ankle boot")]
    public void The_words_follow_the_probability(float trousers, float boot, Verdict verdict, string sentence)
    {
        float[] probabilities = [0, trousers, 0, 0, 0, 0, 0, 1 - trousers - boot, 0, boot];

        var answer = Settings().Judge(Image, probabilities);

        Assert.Equal((verdict, sentence), (answer.Verdict, answer.Sentence));
        Assert.Equal([1, 9], answer.Order.Take(2));
    }

    [Fact]
    public void Doubt_is_the_weighed_sum_of_entropy_filled_share_and_background()
    {
        PhotoDoubt doubt = new(Entropy: 10, Filled: 2, BackgroundSpread: 3, Limit: 0);
        float[] probabilities = [0.5f, 0.25f, 0.25f];

        // 0.5 ln 2 + 2 x 0.25 ln 4 = 1.03972; half is filled; ln(1 + e - 1) = 1.
        Assert.Equal(10 * 1.03972 + 2 * 0.5 + 3, doubt.Score(Image, probabilities), 1e-3);
        Assert.Equal("This may be none of the ten", Settings(doubt with { Limit = 14 }).Judge(Image, probabilities).Sentence);
        Assert.Equal(Verdict.Perhaps, Settings(doubt with { Limit = 15 }).Judge(Image, probabilities).Verdict);
    }

    [Fact]
    public void People_s_names_of_the_classes_are_in_class_order() => Assert.Equal(
        ["T-shirt or top", "Trousers", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"], PhotoAnswer.Names);

    [Fact]
    public void Each_network_is_calibrated_before_the_two_are_averaged_for_a_sharp_photo_and_what_is_photographed_most_is_likelier()
    {
        var sample = SamplePhotos.All()[0].Prepare();
        var settings = Settings() with { Networks = [new("regularized", 2), new("webapp/blurred", 0.5)] };
        using var model = new PhotoModel(settings);

        var (sharp, blurry) = (new PhotoInput(sample.Pixels, IsBlurry: false), new PhotoInput(sample.Pixels, IsBlurry: true));
        var probabilities = model.Probabilities([blurry, sharp, blurry]);

        var images = new LabeledImages(sample.Pixels, [0]);
        float[] Of(string name, double power)
        {
            double[] raised = [.. TrainedModels.Predict(name, images).Probabilities.Cast<float>().Select(share => Math.Pow(share, power))];
            return [.. raised.Select(share => (float)(share / raised.Sum()))];
        }
        var (usual, second) = (Of("regularized", 1 / 2.0), Of("webapp/blurred", 1 / 0.5));
        for (var label = 0; label < 10; label++)
        {
            Assert.Equal(usual[label], probabilities[0][label], 1e-4f);
            Assert.Equal((usual[label] + second[label]) / 2, probabilities[1][label], 1e-4f);
        }
        Assert.Equal(probabilities[0], probabilities[2]);
        Assert.Equal(["regularized"], settings.NetworksOf(blurry));
        Assert.Equal(["regularized", "webapp/blurred"], settings.NetworksOf(sharp));
        Assert.Empty(model.Answer([]));

        double[] shares = [0.3, .. Enumerable.Repeat(0.7 / 9, 9)];
        using var weighed = new PhotoModel(settings with { Shares = shares });
        var products = usual.Zip(shares, (probability, share) => probability * share).ToArray();
        foreach (var (product, probability) in products.Zip(weighed.Probabilities([blurry])[0]))
            Assert.Equal(product / products.Sum(), probability, 1e-4);
    }

    [Fact]
    public void A_photo_that_was_cut_out_two_ways_is_answered_by_the_mean_of_both_answers()
    {
        var (one, other) = (SamplePhotos.All()[0].Prepare().Pixels, SamplePhotos.All()[1].Prepare().Pixels);
        using var model = new PhotoModel(PhotoSettings.Of("baseline"));
        PhotoInput first = new(one, IsBlurry: false);

        var probabilities = model.Probabilities([first, first with { SecondGuess = other }, first with { Pixels = other }]);

        foreach (var label in Enumerable.Range(0, 10))
            Assert.Equal((probabilities[0][label] + probabilities[2][label]) / 2, probabilities[1][label], 1e-5f);
    }

    [Fact]
    public void The_settings_on_record_can_be_used_and_name_kept_networks()
    {
        var settings = PhotoSettings.Load();

        Assert.All(settings.Networks, network => Assert.Contains(network.Name, TrainedModels.Names));
        Assert.InRange(settings.Either, 0.1, settings.Probably);
        Assert.NotNull(settings.Doubt);
        Assert.Equal(settings.Evidence!.Photos, settings.Evidence.Verdicts["right"].Sum() + settings.Evidence.Verdicts["wrong"].Sum());
    }

    [Fact]
    public void Settings_are_read_as_they_were_written_and_other_files_are_refused()
    {
        var path = folder.File("photos.json");
        Settings(new(1, 2, 3, 4)).Save(path);
        var read = PhotoSettings.Load(path);
        Assert.Equal((0.8, 0.5, new PhotoDoubt(1, 2, 3, 4), new PhotoNetwork("regularized", 1)), (read.Probably, read.Either, read.Doubt, read.Networks.Single()));

        foreach (var text in (string[])["", "null", "{}", "[1]"])
        {
            folder.File("photos.json", text);
            Assert.Contains("photos.json can't be used", Assert.Throws<InvalidDataException>(() => PhotoSettings.Load(path)).Message);
        }
        Assert.Contains("--calibrate", Assert.Throws<InvalidDataException>(() => PhotoSettings.Load(folder.File("none.json"))).Message);
        Assert.Throws<ArgumentException>(() => PhotoSettings.Of());
        Assert.Throws<ArgumentException>(() => PhotoSettings.Of("a", "b", "c"));
    }

    [Fact]
    public void Calibrating_keeps_what_it_promises_on_the_photos_it_saw()
    {
        var settings = PhotoCalibration.Fit(Photos, "regularized");
        using var model = new PhotoModel(settings);
        var trial = PhotoTrial.Run(Photos, model);

        var images = SamplePhotos.Images([.. SamplePhotos.All().Select(sample => sample.Prepare())], [.. SamplePhotos.All().Select(sample => sample.Label)]);
        Assert.Equal(TemperatureScaling.Fit(TrainedModels.Predict("regularized", images)).Temperature, settings.Networks.Single().Temperature, 1e-3);
        var right = trial.Verdicts["right"];
        Assert.InRange(right[(int)Verdict.None] / (double)trial.Right, 0, 0.1);
        var sure = trial.Known.Where(each => each.Answer!.Verdict == Verdict.Probably).ToList();
        Assert.InRange(sure.Count(each => each.IsRight) / (double)sure.Count, 0.9, 1);
        Assert.Equal((43, 8), (settings.Evidence!.Photos, settings.Evidence.Foreign));
        // Half-way between the share of the samples and one in ten.
        Assert.Equal(Enumerable.Range(0, 10).Select(label => Math.Round((SamplePhotos.All().Count(sample => sample.Label == label) / 43.0 + 0.1) / 2, 4)), settings.Shares);
        Assert.InRange(settings.Evidence.OtherHalf, 0.7, 1);
        Assert.Equal(trial.Verdicts, settings.Evidence.Verdicts);
        Assert.All(settings.Evidence.Auroc.Values, area => Assert.InRange(area, 0, 1));
    }

    [Fact]
    public void Calibrating_needs_photos_of_both_kinds()
    {
        Assert.Contains("none of the ten classes", Assert.Throws<ArgumentException>(() => PhotoCalibration.Fit([.. Photos.Take(8)], "regularized")).Message);
        Assert.Contains("needs two at least", Assert.Throws<ArgumentException>(() => PhotoCalibration.Fit([.. Photos.TakeLast(8)], "regularized")).Message);
        Assert.Contains("no system 'nobody'", Assert.Throws<ArgumentException>(() => PhotoCalibration.Fit(Photos, "nobody")).Message);
    }

    [Fact]
    public void A_trial_counts_the_photos_of_the_ten_classes_alone()
    {
        var white = folder.File("white.png", new Photo(60, 60, [.. Enumerable.Repeat((byte)255, 60 * 60 * 4)]).ToPng());
        using var model = new PhotoModel(PhotoSettings.Of("regularized"));

        var trial = PhotoTrial.Run([.. Photos, new(white, "white.png", "Coat")], model);

        Assert.Equal(44, trial.Known.Count);
        Assert.Equal(37, trial.Right); // as notebook 8 has it
        Assert.InRange(trial.RightOfTwo, trial.Right, 43);
        Assert.Equal(43, trial.Confusion.Total);
        Assert.Null(trial.All[^1].Answer);
        Assert.Equal(["right", "wrong", "none"], trial.Verdicts.Keys);
        Assert.Equal(8, trial.Verdicts["none"].Sum());
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named()
    {
        var path = folder.File("notes.txt", "hello");
        using var model = new PhotoModel(PhotoSettings.Of("regularized"));

        Assert.Contains(path, Assert.Throws<PhotoException>(() => PhotoTrial.Run([new(path, "notes.txt", "Coat")], model)).Message);
    }

    [Fact]
    public void The_report_says_the_figures_and_shows_what_went_wrong()
    {
        var settings = Settings(new(1, 0, 0, 1.5));
        using var model = new PhotoModel(settings);
        var report = new PhotoReport(PhotoTrial.Run(Photos, model), settings);

        report.Save(folder.Folder);

        Assert.Contains("regularized: 37 of 43 photos right, 86.0 % (72.74 % to 93.44 %)", report.ToString()); // notebook 8's
        Assert.Contains("Of shoes or of none of the ten classes are 8 more", report.ToString());
        var page = File.ReadAllText(folder.File("index.html"));
        Assert.Equal(6, page.Split("<figure>").Length - 1);
        Assert.Equal(12, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.Contains("Sneaker, taken for Sandal", page);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.File("photos.json")));
        Assert.Equal((43, 37), (json.RootElement.GetProperty("photos").GetInt32(), json.RootElement.GetProperty("right").GetInt32()));
        Assert.Equal(51, json.RootElement.GetProperty("answers").GetArrayLength());
        Assert.Equal("none", json.RootElement.GetProperty("answers")[50].GetProperty("class").GetString());
        Assert.False(json.RootElement.GetProperty("answers")[5].GetProperty("right").GetBoolean()); // running-shoe-fluent, which stands on its toe
    }
}
