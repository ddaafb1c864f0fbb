using static TorchSharp.torch;

namespace FashionNotebooks.Web.Model;

/// <summary>
/// Two networks with the weights that the repository keeps, so that it works before anything was trained: the collection's
/// best small one, which answers for every image, and one that was trained with blur. Of a blurry image the answer is the
/// mean of both: on blurred validation images it is right as often as the second alone, and where the blur is slight, as
/// often as the first. For one thread.
/// </summary>
internal sealed class Classifier : IClassifier
{
    /// <summary>What is asked about every image.</summary>
    public const string UsualNetwork = "regularized";

    /// <summary>What is asked about blurry images, too.</summary>
    public const string BlurNetwork = "webapp/blurred";

    /// <summary>Rows of an image, and columns.</summary>
    public const int Side = 28;

    /// <summary>Bytes of an image.</summary>
    public const int PixelCount = Side * Side;

    private readonly KeptModel usual;
    private readonly KeptModel blur;

    /// <summary>Loads the weights. Half of the cores are the networks'; the others read photos meanwhile.</summary>
    /// <exception cref="InvalidDataException">The weights are missing, or aren't those on record; the message says what to do.</exception>
    public Classifier()
    {
        set_num_threads(Math.Max(1, Environment.ProcessorCount / 2));
        (usual, blur) = (TrainedModels.Load(UsualNetwork), TrainedModels.Load(BlurNetwork));
    }

    /// <inheritdoc/>
    public float[][] Probabilities(IReadOnlyList<ModelInput> images)
    {
        var answers = Ask(usual, [.. images.Select(image => image.Pixels)]);
        var blurry = Enumerable.Range(0, images.Count).Where(i => images[i].Blurry).ToArray();
        if (blurry.Length > 0)
            foreach (var (i, second) in blurry.Zip(Ask(blur, [.. blurry.Select(i => images[i].Pixels)])))
                answers[i] = [.. answers[i].Zip(second, (a, b) => (a + b) / 2)];
        return answers;
    }

    private static float[][] Ask(KeptModel model, byte[][] images)
    {
        using var scope = NewDisposeScope();
        var inputs = Preprocess.Scale(tensor(images.SelectMany(image => image).ToArray(), [images.Length, 1, Side, Side]));
        return [.. model.Predict(inputs).data<float>().ToArray().Chunk(FashionMnist.ClassNames.Count)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        usual.Dispose();
        blur.Dispose();
    }
}
