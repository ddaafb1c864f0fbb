namespace FashionNotebooks.Tests.Evaluation;

public class RocCurveTests
{
    [Fact]
    public void Points_and_area_are_those_worked_out_by_hand()
    {
        // Positives 0.9, 0.6, 0.4; negatives 0.6, 0.2. Of the six pairs four are in order and one is equal: 4.5 / 6.
        var curve = new RocCurve([0.9, 0.6, 0.4], [0.6, 0.2]);
        RocPoint[] expected = [new(double.PositiveInfinity, 0, 0), new(0.9, 0, 1 / 3.0), new(0.6, 0.5, 2 / 3.0), new(0.4, 0.5, 1), new(0.2, 1, 1)];
        Assert.Equal(expected, curve.Points);
        Assert.Equal(4.5 / 6, curve.Auc, 1e-12);
        Assert.Equal(0.4, curve.Best.Threshold);
        Assert.Equal(1 / 3.0, curve.TruePositiveRateAt(0), 1e-12);
        Assert.Equal(0.5, curve.TruePositiveRateAt(0.25), 1e-12);
        Assert.Equal(1, curve.TruePositiveRateAt(0.5), 1e-12);
        Assert.Equal(1, curve.TruePositiveRateAt(1), 1e-12);
    }

    /// <summary>Expected from scikit-learn 1.2.1: roc_auc_score(i % 3 == 0, i * 37 % 101 // 10) and the largest tpr - fpr of roc_curve, for i from 0 to 99.</summary>
    [Fact]
    public void Area_and_best_point_are_those_of_scikit_learn()
    {
        var scores = Enumerable.Range(0, 100).ToLookup(i => i % 3 == 0, i => i * 37 % 101 / 10);
        var curve = new RocCurve([.. scores[true].Select(score => (double)score)], [.. scores[false].Select(score => (double)score)]);
        Assert.Equal(0.47058823529411764, curve.Auc, 1e-9);
        Assert.Equal(0.029411764705882353, curve.Best.TruePositiveRate - curve.Best.FalsePositiveRate, 1e-9);
    }

    [Fact]
    public void Classes_that_are_apart_have_an_area_of_one_and_equal_ones_a_half()
    {
        Assert.Equal(1, new RocCurve([2, 3], [0, 1]).Auc);
        Assert.Equal(2, new RocCurve([2, 3], [0, 1]).Best.Threshold);
        Assert.Equal(0, new RocCurve([0, 1], [2, 3]).Auc);
        Assert.Equal(0.5, new RocCurve([1, 1], [1]).Auc);
    }

    [Fact]
    public void Both_classes_need_scores_that_are_numbers()
    {
        Assert.Throws<ArgumentException>("positives", () => new RocCurve([], [1]));
        Assert.Throws<ArgumentException>("negatives", () => new RocCurve([1], []));
        Assert.Throws<ArgumentException>(() => new RocCurve([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RocCurve([1], [0]).TruePositiveRateAt(1.1));
    }
}
