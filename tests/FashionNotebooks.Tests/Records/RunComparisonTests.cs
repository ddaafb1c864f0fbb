namespace FashionNotebooks.Tests.Records;

public sealed class RunComparisonTests
{
    private static RunRecord Run(double accuracy = 0.9, double loss = 0.25) => RunRecordTests.Example(accuracy: accuracy) with
    {
        Instructions = "AVX2",
        Software = ".NET 10.0.12, libtorch 2.10.0",
        Test = RunRecordTests.Example(accuracy: accuracy).Test with { Loss = loss },
    };

    [Fact]
    public void Where_processor_engine_and_threads_are_the_same_accuracy_and_six_digits_of_the_loss_agree()
    {
        Assert.True(new RunComparison(Run(), Run(), 0).Agrees);
        Assert.True(new RunComparison(Run(), Run(loss: 0.2500002), 0).Agrees);
        Assert.False(new RunComparison(Run(), Run(loss: 0.2500003), 1).Agrees);
        Assert.False(new RunComparison(Run(), Run(0.9001), 1).Agrees);
        Assert.Contains("equal figures expected", new RunComparison(Run(), Run(), 0.01).ToString());
        // .NET's version changes no figure.
        Assert.Empty(new RunComparison(Run(), Run() with { Software = ".NET 10.0.14, libtorch 2.10.0" }, 0).Differences);
    }

    public static TheoryData<string, string> Elsewhere => new()
    {
        { "hardware", "hardware: AMD EPYC, 2 cores, no GPU there, Xeon here" },
        { "instructions", "instructions: AVX2 there, AVX-512 here" },
        { "engine", "engine: libtorch 2.10.0 there, libtorch 1.13.0 here" },
        { "device", "device: cpu there, cuda here" },
        { "threads", "threads: 2 there, 3 here" },
    };

    [Theory, MemberData(nameof(Elsewhere))]
    public void Elsewhere_the_accuracies_agree_to_within_the_tolerance_that_is_printed(string part, string said)
    {
        RunRecord There(double accuracy) => part switch
        {
            "hardware" => Run(accuracy) with { Hardware = "Xeon" },
            "instructions" => Run(accuracy) with { Instructions = "AVX-512" },
            "engine" => Run(accuracy) with { Software = ".NET 10.0.12, libtorch 1.13.0" },
            "device" => Run(accuracy) with { Device = "cuda" },
            _ => Run(accuracy) with { Threads = 3 },
        };
        Assert.True(new RunComparison(Run(), There(0.89), 0.01).Agrees);
        Assert.False(new RunComparison(Run(), There(0.8899), 0.01).Agrees);
        Assert.Contains($"accuracy within 1 point expected ({said})", new RunComparison(Run(), There(0.9), 0.01).ToString());
    }

    [Fact]
    public void A_GPU_and_a_record_that_does_not_name_its_instructions_are_held_to_the_tolerance()
    {
        Assert.Single(new RunComparison(Run() with { Device = "cuda" }, Run() with { Device = "cuda" }, 0).Differences);
        Assert.Equal(["instructions: not recorded there, AVX2 here"], new RunComparison(Run() with { Instructions = null }, Run(), 0).Differences);
    }
}
