using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>What is asked of a photo.</summary>
/// <param name="Pixels">28 x 28 intensities, row by row, 0 to 255, a garment on black.</param>
/// <param name="IsBlurry">Whether the network for sharp images is left out.</param>
/// <param name="Filled">As <see cref="GarmentPhoto.Filled"/>.</param>
/// <param name="BackgroundSpread">As <see cref="GarmentPhoto.BackgroundSpread"/>.</param>
/// <param name="SecondGuess">As Pixels, where the photo was cut out another way, too; the answer is the mean for both.</param>
public sealed record PhotoInput(byte[] Pixels, bool IsBlurry, double Filled = 0, double BackgroundSpread = 0, byte[]? SecondGuess = null)
{
    /// <summary>What may be the garment: one image or two.</summary>
    public IEnumerable<byte[]> Guesses => SecondGuess is null ? [Pixels] : [Pixels, SecondGuess];

    /// <summary>Of a prepared photo.</summary>
    public static PhotoInput Of(GarmentPhoto photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return Of(photo.Pixels) with { Filled = photo.Filled, BackgroundSpread = photo.BackgroundSpread, SecondGuess = photo.SecondGuess?.Pixels };
    }

    /// <summary>Of what is left of a photo.</summary>
    public static PhotoInput Of(byte[] pixels) => new(pixels, BlurDetector.Default.IsBlurry(pixels, GarmentPhoto.Size));
}

/// <summary>
/// The networks that answer for photos, with the weights that the repository keeps: the same on the web page, in notebook 8
/// and wherever photos are measured. One, which was trained on images as bad as photos, answers for every photo; of a sharp one
/// the answer is the mean of that one and of another, which is better on good images. Each is calibrated on photos before
/// that; what people photograph most is likelier after it. For one thread at a time.
/// </summary>
public sealed class PhotoModel : IDisposable
{
    private readonly KeptModel[] networks;

    /// <param name="settings">Which networks, and how to read them; those of data/models/photos.json where it is null.</param>
    /// <exception cref="ArgumentException">A network is none that there is.</exception>
    /// <exception cref="InvalidDataException">Weights are missing or aren't those on record, or photos.json can't be read; the message says what to do.</exception>
    public PhotoModel(PhotoSettings? settings = null)
    {
        Settings = settings ?? PhotoSettings.Load();
        networks = [.. Settings.Networks.Select(network => TrainedModels.Load(network.Name))];
    }

    /// <summary>Which networks, and how they are read.</summary>
    public PhotoSettings Settings { get; }

    /// <summary>The probability of each class for each image, 0 to 1, the mean over the networks that are to answer and over what may be the garment.</summary>
    public float[][] Probabilities(IReadOnlyList<PhotoInput> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        (int Photo, PhotoInput Image)[] guesses = [.. images.SelectMany((image, i) => image.Guesses.Select(pixels => (i, image with { Pixels = pixels })))];
        var answers = Ask(0, [.. guesses.Select(guess => guess.Image)]);
        int[] both = [.. Enumerable.Range(0, guesses.Length).Where(i => Settings.NetworksOf(guesses[i].Image).Count > 1)];
        foreach (var (i, second) in both.Zip(Ask(1, [.. both.Select(i => guesses[i].Image)])))
            answers[i] = Mean([answers[i], second]);
        var means = guesses.Zip(answers).GroupBy(each => each.First.Photo, each => each.Second).Select(answers => Mean([.. answers]));
        return [.. Settings.Shares is { } shares ? means.Select(answer => Weighed(answer, shares)) : means];
    }

    /// <summary>What is said of each photo.</summary>
    public IReadOnlyList<PhotoAnswer> Answer(IReadOnlyList<PhotoInput> images) =>
        [.. Probabilities(images).Zip(images, (probabilities, image) => Settings.Judge(image, probabilities))];

    private static float[] Mean(IReadOnlyList<float[]> answers) => [.. answers[0].Select((_, label) => answers.Average(answer => answer[label]))];

    private static float[] Weighed(float[] probabilities, IReadOnlyList<double> shares)
    {
        var products = probabilities.Zip(shares, (probability, share) => probability * share).ToArray();
        var sum = products.Sum();
        return Array.ConvertAll(products, product => (float)(product / sum));
    }

    private float[][] Ask(int network, IReadOnlyList<PhotoInput> images)
    {
        if (images.Count == 0)
            return [];
        using var scope = NewDisposeScope();
        var inputs = Preprocess.Scale(tensor(images.SelectMany(image => image.Pixels).ToArray(), [images.Count, 1, GarmentPhoto.Size, GarmentPhoto.Size]));
        var calibrated = new TemperatureScaling(Settings.Networks[network].Temperature);
        return [.. networks[network].Predict(inputs).data<float>().ToArray().Chunk(FashionMnist.ClassNames.Count).Select(calibrated.Apply)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in networks)
            network.Dispose();
    }
}
