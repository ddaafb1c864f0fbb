namespace FashionNotebooks.Tests.Evaluation;

public class CalibrationTests
{
    [Theory, MemberData(nameof(RecordedPredictions.Names), MemberType = typeof(RecordedPredictions))]
    public void Bins_and_errors_are_those_that_scikit_learn_finds(string name)
    {
        var recorded = RecordedPredictions.Load(name);
        var calibration = Calibration.From(recorded.Predictions());
        Assert.Equal(recorded.Count, calibration.Bins.Select(bin => bin.Count));
        var filled = calibration.Bins.Where(bin => bin.Count > 0).ToArray();
        Assert.Equal(recorded.Accuracy, filled.Select(bin => bin.Accuracy), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(recorded.Confidence, filled.Select(bin => bin.Confidence), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(recorded.Ece, calibration.Ece, 1e-6);
        Assert.Equal(recorded.Mce, calibration.Mce, 1e-6);
    }

    [Fact]
    public void Errors_are_those_computed_by_hand()
    {
        // Bin 0.5 to 0.75: confidences 0.6 and 0.7, one of two right, a gap of 0.15; bin 0.75 to 1: 0.9, right, a gap of -0.1.
        var calibration = Calibration.From(new([0, 1, 0], new[,] { { 0.6f, 0.4f }, { 0.7f, 0.3f }, { 0.9f, 0.1f } }), bins: 4);
        Assert.Equal([0, 0, 2, 1], calibration.Bins.Select(bin => bin.Count));
        Assert.Equal((0.5, 0.75), (calibration.Bins[2].From, calibration.Bins[2].To));
        Assert.Equal(0.15, calibration.Bins[2].Gap, 1e-7);
        Assert.Equal(-0.1, calibration.Bins[3].Gap, 1e-7);
        Assert.Equal((2 * 0.15 + 0.1) / 3, calibration.Ece, 1e-7);
        Assert.Equal(0.15, calibration.Mce, 1e-7);
    }

    [Fact]
    public void A_confidence_on_an_edge_lies_in_the_bin_that_ends_there()
    {
        var calibration = Calibration.From(new([0, 0, 0], new[,] { { 0.6f, 0.4f }, { 0.8f, 0.2f }, { 1f, 0f } }), bins: 10);
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 0, 1], calibration.Bins.Select(bin => bin.Count));
    }

    [Fact]
    public void A_model_as_often_right_as_it_is_sure_has_no_error()
    {
        var calibration = Calibration.From(new([0, 0, 0, 1], new[,] { { 0.75f, 0.25f }, { 0.75f, 0.25f }, { 0.75f, 0.25f }, { 0.75f, 0.25f } }));
        Assert.Equal((0, 0), (calibration.Ece, calibration.Mce));
    }

    [Fact]
    public void No_images_and_no_bins_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Calibration.From(new([], new float[0, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.From(new([0], new[,] { { 1f } }), bins: 0));
    }
}
