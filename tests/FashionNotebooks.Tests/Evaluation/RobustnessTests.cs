namespace FashionNotebooks.Tests.Evaluation;

public class RobustnessTests
{
    [Fact]
    public void Every_model_is_judged_on_every_corruption_and_severity_with_the_same_images()
    {
        var images = RealData.Test.Take(20);
        var expected = Corruption.All.SelectMany(corruption => Enumerable.Range(1, 5).Select(severity => Convert.ToHexString(corruption.Apply(images, severity).Pixels.Span))).ToList();
        List<string> seen = [];
        using var progress = new StringWriter();

        var accuracies = Robustness.Measure(worse =>
        {
            seen.Add(Convert.ToHexString(worse.Pixels.Span));
            // Right for the first so many images: one more of 20 each time.
            var right = Math.Min(20, seen.Count - 1);
            var probabilities = new float[20, 10];
            for (var i = 0; i < 20; i++)
                probabilities[i, i < right ? worse.Label(i) : (worse.Label(i) + 1) % 10] = 1;
            return new Predictions([.. Enumerable.Range(0, 20).Select(worse.Label)], probabilities);
        }, images, progress: progress);

        Assert.Equal(expected, seen);
        Assert.Equal(["blur", "noise", "rotation", "contrast", "occlusion"], accuracies.Keys);
        Assert.Equal([0, 0.05, 0.1, 0.15, 0.2], accuracies["blur"]);
        Assert.Equal([1, 1, 1, 1, 1], accuracies["occlusion"]);
        Assert.StartsWith("blur       0.00 %  5.00 %  10.00 %  15.00 %  20.00 %", progress.ToString());
        Assert.Equal(5, progress.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
