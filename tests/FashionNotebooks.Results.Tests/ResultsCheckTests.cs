namespace FashionNotebooks.Results.Tests;

public sealed class ResultsCheckTests
{
    [Theory]
    [InlineData(new[] { 0.9 }, 0.006)] // two standard errors of 90 % of 10,000
    [InlineData(new[] { 0.89, 0.91 }, 0.02)] // the seeds lie further apart
    public void Runs_may_differ_as_the_seeds_do_and_at_least_as_chance_would_have_it(double[] seeds, double allowed) =>
        Assert.Equal(allowed, ResultsCheck.Allowed(seeds, 10_000), 1e-9);
}
