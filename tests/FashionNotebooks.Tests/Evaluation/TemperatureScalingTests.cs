namespace FashionNotebooks.Tests.Evaluation;

public class TemperatureScalingTests
{
    [Theory, MemberData(nameof(RecordedPredictions.Names), MemberType = typeof(RecordedPredictions))]
    public void The_temperature_and_the_loss_it_leaves_are_those_that_SciPy_finds_from_the_logits(string name)
    {
        var recorded = RecordedPredictions.Load(name);
        var predictions = recorded.Predictions();
        var scaling = TemperatureScaling.Fit(predictions);
        Assert.Equal(recorded.Temperature, scaling.Temperature, 1e-5);
        Assert.Equal(recorded.Loss, predictions.Loss, 1e-6);
        Assert.Equal(recorded.ScaledLoss, scaling.Apply(predictions).Loss, 1e-6);
    }

    [Theory, MemberData(nameof(RecordedPredictions.Names), MemberType = typeof(RecordedPredictions))]
    public void Scaled_predictions_name_the_same_classes_and_are_better_calibrated(string name)
    {
        var predictions = RecordedPredictions.Load(name).Predictions();
        var scaled = TemperatureScaling.Fit(predictions).Apply(predictions);
        Assert.Equal(predictions.Predicted, scaled.Predicted);
        Assert.Equal(predictions.Truth, scaled.Truth);
        Assert.InRange(Calibration.From(scaled).Ece, 0, Calibration.From(predictions).Ece / 2);
    }

    [Fact]
    public void Applying_is_the_softmax_of_the_logits_divided_by_the_temperature()
    {
        // Logits ln 16 and 0; halved, ln 4 and 0.
        var scaled = new TemperatureScaling(2).Apply(new Predictions([0], new[,] { { 16f / 17, 1f / 17 } }));
        Assert.Equal(0.8, scaled.Probabilities[0, 0], 1e-6);
        Assert.Equal(0.2, scaled.Probabilities[0, 1], 1e-6);
    }

    [Fact]
    public void One_image_s_probabilities_are_scaled_alike()
    {
        // 0.7, 0.2 and 0.1 to the power of 1/2, and of 2, over their sums.
        Assert.Equal([0.52288f, 0.27949f, 0.19763f], new TemperatureScaling(2).Apply([0.7f, 0.2f, 0.1f]).Select(share => MathF.Round(share, 5)));
        Assert.Equal([0.90741f, 0.07407f, 0.01852f], new TemperatureScaling(0.5).Apply([0.7f, 0.2f, 0.1f]).Select(share => MathF.Round(share, 5)));
    }

    [Fact]
    public void A_temperature_of_1_changes_nothing()
    {
        var predictions = RecordedPredictions.Load("too sure").Predictions();
        var scaled = new TemperatureScaling(1).Apply(predictions);
        for (var i = 0; i < predictions.Truth.Length; i++)
            Assert.Equal(predictions.Confidence[i], scaled.Confidence[i], 1e-6f);
    }

    [Fact]
    public void Probabilities_of_0_are_scaled_to_numbers_whatever_the_temperature()
    {
        Predictions certain = new([0, 1, 0], new[,] { { 1f, 0f, 0f }, { 1f, 0f, 0f }, { 1f, 0f, 0f } });
        var scaling = TemperatureScaling.Fit(certain);
        Assert.InRange(scaling.Temperature, 1, 100);
        foreach (var temperature in (double[])[0.01, scaling.Temperature, 100])
            Assert.True(double.IsFinite(new TemperatureScaling(temperature).Apply(certain).Loss));
        // Two of three right: as logits fit no better, the confidence in the first class comes to 2/3.
        Assert.Equal(2 / 3f, scaling.Apply(certain).Probabilities[0, 0], 0.01f);
    }

    [Fact]
    public void Where_no_temperature_is_best_an_end_of_the_range_is_taken_and_1_where_all_are()
    {
        Assert.Equal(0.01, TemperatureScaling.Fit(new([0], new[,] { { 0.6f, 0.4f } })).Temperature, 1e-8);
        Assert.Equal(100, TemperatureScaling.Fit(new([1], new[,] { { 0.6f, 0.4f } })).Temperature, 1e-6);
        Assert.Equal(1, TemperatureScaling.Fit(new([1], new[,] { { 0.5f, 0.5f } })).Temperature, 1e-12);
    }

    [Fact]
    public void No_images_and_impossible_temperatures_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit(new([], new float[0, 2])));
        foreach (var temperature in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => new TemperatureScaling(temperature));
    }
}
