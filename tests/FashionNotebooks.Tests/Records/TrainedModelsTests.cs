using FashionNotebooks.Tests.Evaluation;

namespace FashionNotebooks.Tests.Records;

public sealed class TrainedModelsTests : FolderTests
{
    [Fact]
    public void The_models_that_the_notebooks_compare_are_kept() => Assert.Subset(TrainedModels.Names.ToHashSet(), new HashSet<string> { "baseline", "dropout4", "regularized" });

    /// <summary>
    /// How many of the first 1,000 test images the kept weights name right, and their loss, noted when all 10,000 gave the
    /// figures on record.
    /// </summary>
    public static TheoryData<string, int, double> FirstThousand => new()
    {
        { "baseline", 921, 0.2586 },
        { "dropout4", 936, 0.1993 },
        { "regularized", 952, 0.2181 },
        { "regularized/sturdy", 949, 0.2447 },
        { "webapp", 934, 0.2105 },
        { "webapp/blurred", 933, 0.2023 },
        { "webapp/edges", 927, 0.2137 },
    };

    [Theory, MemberData(nameof(FirstThousand))]
    public void The_kept_weights_say_what_they_said_when_they_were_kept(string name, int right, double loss)
    {
        var predictions = TrainedModels.Predict(name, RealData.Test.Take(1000));

        // Another processor may round a close call differently.
        var same = Math.Abs(predictions.Correct().Count - right) <= 1 && Math.Abs(predictions.Loss - loss) <= 0.001;
        Assert.True(same, $"{predictions.Correct().Count} right, loss {predictions.Loss:F4}");
        Assert.InRange(new FileInfo(Workspace.Data("models", $"{name.Replace('/', '-')}.dat")).Length, 1, 3_000_000);
    }

    [Fact]
    public void All_that_are_kept_are_tried() => Assert.Equal(TrainedModels.Names, FirstThousand.Select(row => row.Data.Item1));

    /// <summary>All of them where the tests are thorough. Notebook 5, which the tests run too, ends with those of regularized.</summary>
    public static TheoryData<string> Whole => Mutations.AreThorough ? [.. TrainedModels.Names] : ["baseline"];

    [Theory, MemberData(nameof(Whole))]
    public void All_test_images_and_all_validation_images_give_the_figures_on_record(string name)
    {
        var record = TrainedModels.Record(name);

        foreach (var (scores, images) in ((RunScores, LabeledImages)[])[(record.Test, RealData.Test), (record.Validation!, TrainedModels.Validation(name))])
        {
            var predictions = TrainedModels.Predict(name, images);
            Assert.Equal(scores.Images, predictions.Truth.Length);
            Assert.Equal(scores.Accuracy, predictions.Accuracy, 0.0005);
            Assert.Equal(scores.Loss, predictions.Loss, 0.001);
        }
    }

    [Fact]
    public void A_kept_model_says_of_tensors_what_it_says_of_images()
    {
        var images = RealData.Test.Take(5);
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var model = TrainedModels.Load("regularized");
        var tensors = model.Predict(TorchSharp.torch.tensor(images.Pixels.ToArray(), [5, 1, 28, 28]).to(TorchSharp.torch.ScalarType.Float32).div(255));
        Assert.Equal([5, 10], tensors.shape);
        var expected = TrainedModels.Predict("regularized", images).Probabilities.Cast<float>().ToArray();
        Assert.InRange(expected.Zip(tensors.data<float>().ToArray(), (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5f);
    }

    [Fact]
    public void A_system_without_kept_weights_is_refused_with_those_that_have_some()
    {
        var error = Assert.Throws<InvalidDataException>(() => TrainedModels.Load("kotb"));

        Assert.Contains("no run whose weights were kept for kotb", error.Message);
        Assert.Contains("regularized", error.Message);
    }

    [Fact]
    public void Weights_of_another_run_than_the_record_are_refused()
    {
        Record();
        Directory.CreateDirectory(folder.File("data/models"));
        File.WriteAllText(folder.File("data/models/baseline.dat"), "other weights");

        var error = Assert.Throws<InvalidDataException>(() => TrainedModels.Record("baseline", folder.Folder));

        Assert.Contains("baseline.dat is not the file that baseline-clean-seed7.json describes", error.Message);
        Assert.Contains("environment/run.sh results baseline/clean --seed 7", error.Message);
    }

    [Fact]
    public void Weights_that_are_gone_are_named()
    {
        Record();

        var error = Assert.Throws<InvalidDataException>(() => TrainedModels.Record("baseline", folder.Folder));

        Assert.Contains(folder.File("data/models/baseline.dat"), error.Message);
    }

    private void Record() => (RunRecordTests.Example() with { Weights = new KeptWeights("data/models/baseline.dat", "00") }).Save(folder.File("data/results"));
}
