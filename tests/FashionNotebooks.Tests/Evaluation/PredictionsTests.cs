namespace FashionNotebooks.Tests.Evaluation;

public class PredictionsTests
{
    private static readonly Predictions Four = new([0, 1, 2, 1], new[,]
    {
        { 0.7f, 0.2f, 0.1f }, // right
        { 0.5f, 0.25f, 0.25f }, // wrong
        { 0.1f, 0.8f, 0.1f }, // wrong, and more sure of it
        { 0.1f, 0.9f, 0 }, // right, and more sure of it
    });

    [Fact]
    public void The_likeliest_class_is_predicted_with_its_probability_as_confidence()
    {
        Assert.Equal([0, 0, 1, 1], Four.Predicted);
        Assert.Equal([0.7f, 0.5f, 0.8f, 0.9f], Four.Confidence);
        Assert.Equal(0.5, Four.Accuracy);
    }

    [Fact]
    public void Names_of_classes_go_from_the_images_over_the_prediction_to_the_report()
    {
        LabeledImages images = new([0, 200], [0, 1], 1, 1, ["dark", "bright"]);
        using var data = LabeledTensors.From(images);
        using var model = TorchSharp.torch.nn.Sequential(TorchSharp.torch.nn.Flatten(), TorchSharp.torch.nn.Linear(1, 3));
        var predictions = Evaluator.Predict(model, data);
        // The model knows a class more than has a name.
        Assert.Equal(["dark", "bright", "2"], predictions.ClassNames);
        Assert.Equal(predictions.ClassNames, predictions.Select([1]).ClassNames);
        Assert.Equal(predictions.ClassNames, TemperatureScaling.Fit(predictions).Apply(predictions).ClassNames);
        Assert.Equal(predictions.ClassNames, ClassificationReport.From(predictions).Classes.Select(scores => scores.Name));
    }

    [Fact]
    public void Of_equally_likely_classes_the_first_is_predicted()
        => Assert.Equal([1], new Predictions([0], new[,] { { 0.2f, 0.4f, 0.4f } }).Predicted);

    [Fact]
    public void The_loss_is_the_mean_of_minus_the_logarithm_of_the_true_classes_probability()
        => Assert.Equal(-(Math.Log(0.7) + Math.Log(0.25) + Math.Log(0.1) + Math.Log(0.9)) / 4, Four.Loss, 1e-7);

    [Fact]
    public void A_probability_of_0_for_the_truth_is_a_large_loss_and_not_an_infinite_one()
        => Assert.Equal(87.3365, new Predictions([1], new[,] { { 1f, 0f } }).Loss, 1e-4);

    [Fact]
    public void Misclassified_images_come_the_most_confident_first()
        => Assert.Equal([new(2, 2, 1, 0.8f, 0.1f), new(1, 1, 0, 0.5f, 0.25f)], Four.Misclassified());

    [Fact]
    public void Correctly_classified_images_come_the_most_confident_first()
        => Assert.Equal([new(3, 1, 1, 0.9f, 0.9f), new(0, 0, 0, 0.7f, 0.7f)], Four.Correct());

    [Fact]
    public void Equally_confident_images_come_in_their_order()
        => Assert.Equal([0, 1, 2], new Predictions([0, 0, 0], new[,] { { 0.6f, 0.4f }, { 0.6f, 0.4f }, { 0.6f, 0.4f } }).Correct().Select(e => e.Index));

    [Fact]
    public void Chosen_images_keep_what_was_said_of_them_in_the_order_asked_for()
    {
        var chosen = Four.Select([2, 0]);

        Assert.Equal([2, 0], chosen.Truth);
        Assert.Equal([1, 0], chosen.Predicted);
        Assert.Equal([0.8f, 0.7f], chosen.Confidence);
        Assert.Equal(0.5, chosen.Accuracy);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_image_that_is_not_there_cannot_be_chosen(int index)
        => Assert.Contains("an index goes from 0 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => Four.Select([0, index])).Message);

    [Fact]
    public void No_images_have_no_accuracy_and_no_loss()
    {
        var none = new Predictions([], new float[0, 3]);
        Assert.Equal((double.NaN, double.NaN), (none.Accuracy, none.Loss));
        Assert.Empty(none.Misclassified());
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(2, 0)]
    public void Probabilities_of_another_shape_are_refused(int rows, int columns)
    {
        var e = Assert.Throws<ArgumentException>(() => new Predictions([0, 0], new float[rows, columns]));
        Assert.Contains($"there are {rows} x {columns}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_true_class_without_a_column_is_refused(int truth)
    {
        var e = Assert.Throws<ArgumentException>(() => new Predictions([0, truth], new[,] { { 1f, 0 }, { 1, 0 } }));
        Assert.Contains($"at index 1 is {truth}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.5f, -1.5f, "holds 2.5")]
    [InlineData(-0.5f, 1.5f, "holds -0.5")]
    [InlineData(float.NaN, 1f, "holds NaN")]
    [InlineData(0.9f, 0.9f, "sums to 1.8")]
    [InlineData(0f, 0f, "sums to 0")]
    public void A_row_that_is_not_probabilities_is_refused(float first, float second, string what)
    {
        var e = Assert.Throws<ArgumentException>(() => new Predictions([0, 0], new[,] { { 0.5f, 0.5f }, { first, second } }));
        Assert.StartsWith($"Row 1 {what}", e.Message, StringComparison.Ordinal);
        Assert.Contains("softmax", e.Message, StringComparison.Ordinal);
    }
}
