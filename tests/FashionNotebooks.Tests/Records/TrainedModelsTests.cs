using FashionNotebooks.Tests.Evaluation;

namespace FashionNotebooks.Tests.Records;

public sealed class TrainedModelsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => new(TrainedModels.Names);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_models_that_the_notebooks_compare_are_kept() => Assert.Subset(TrainedModels.Names.ToHashSet(), new HashSet<string> { "baseline", "dropout4", "regularized" });

    [Theory, MemberData(nameof(Names))]
    public void The_kept_weights_give_the_figures_on_record(string name)
    {
        var record = TrainedModels.Record(name);

        var predictions = TrainedModels.Predict(name, RealData.Test);

        Assert.Equal(record.Test.Accuracy, predictions.Accuracy, 0.0005); // another processor may round a close call differently
        Assert.Equal(record.Test.Loss, predictions.Loss, 0.001);
        Assert.InRange(new FileInfo(Workspace.Data("models", $"{name.Replace('/', '-')}.dat")).Length, 1, 3_000_000);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("regularized")]
    public void The_images_to_calibrate_on_are_those_that_the_run_validated_on(string name)
    {
        var validation = TrainedModels.Record(name).Validation!;

        var predictions = TrainedModels.Predict(name, TrainedModels.Validation(name));

        Assert.Equal(validation.Images, predictions.Truth.Length);
        Assert.Equal(validation.Accuracy, predictions.Accuracy, 0.0005);
        Assert.Equal(validation.Loss, predictions.Loss, 0.001);
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
