namespace FashionNotebooks.Tests;

public sealed class ProfileTests : IDisposable
{
    private const string Variable = "FASHION_PROFILE";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, before);

    [Theory]
    [InlineData(null, "quick", 1)]
    [InlineData("", "quick", 1)]
    [InlineData("quick", "quick", 1)]
    [InlineData("full", "full", 2)]
    public void The_variable_chooses_and_quick_is_the_default(string? value, string name, int picked)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        Assert.Equal(name, Profile.Current.Name);
        Assert.Equal(picked, Profile.Current.Pick(quick: 1, full: 2));
    }

    [Fact]
    public void Another_value_is_refused_with_the_two_that_exist()
    {
        Environment.SetEnvironmentVariable(Variable, "medium");

        var error = Assert.Throws<InvalidOperationException>(() => Profile.Current);

        Assert.Contains("'medium'; it must be quick or full", error.Message);
    }
}
