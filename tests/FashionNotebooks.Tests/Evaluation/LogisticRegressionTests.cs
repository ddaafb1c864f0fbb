namespace FashionNotebooks.Tests.Evaluation;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void The_weights_are_those_that_SciPy_finds()
    {
        // minimize(sum(logaddexp(0, A w) - y A w) + 0.0005 w w), BFGS, SciPy 1.10.
        var weights = LogisticRegression.Fit(
            [[0.5, 2], [1.5, 1], [2, 3], [3, 1.5], [3.5, 2.5], [4, 0.5], [1, 2.5], [2.5, 2]], [false, false, true, false, true, true, false, true]);

        Assert.Equal([-16.5156, 3.9408, 3.6421], weights.Select(weight => Math.Round(weight, 4)));
    }
}
