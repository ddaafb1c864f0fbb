using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;
using static TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp.Tests.optim;

public sealed class SchedulerTests : IDisposable
{
    private static readonly JsonElement recorded = Recorded.Read("schedulers.json");

    private static readonly Dictionary<string, Func<Optimizer, LRScheduler>> cases = new()
    {
        ["StepLR"] = o => StepLR(o, 3, gamma: 0.5),
        ["MultiStepLR"] = o => MultiStepLR(o, [2, 5, 9], gamma: 0.3),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.9),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, 5, eta_min: 0.001),
        ["LinearLR"] = o => LinearLR(o, start_factor: 0.25, end_factor: 0.8, total_iters: 6),
        ["LambdaLR"] = o => LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["OneCycleLR"] = OneCycle,
        ["OneCycleLR in three phases"] = o => OneCycleLR(o, [0.4, 0.2], epochs: 3, steps_per_epoch: 5, pct_start: 0.4,
            anneal_strategy: AnnealStrategy.Linear, cycle_momentum: false, div_factor: 10, final_div_factor: 100, three_phase: true),
        ["SequentialLR"] = o => SequentialLR(o, [LinearLR(o, start_factor: 0.1, total_iters: 4), CosineAnnealingLR(o, 8)], [4]),
    };

    private static readonly Dictionary<string, Func<Optimizer, LRScheduler>> plateaus = new()
    {
        ["ReduceLROnPlateau"] = o => ReduceLROnPlateau(o, factor: 0.5, patience: 1),
        ["ReduceLROnPlateau with cooldown"] = o => ReduceLROnPlateau(o, factor: 0.1, patience: 1, cooldown: 2, min_lr: [0.004]),
        ["ReduceLROnPlateau maximizing"] = o =>
            ReduceLROnPlateau(o, mode: "max", factor: 0.5, patience: 2, threshold: 0.05, threshold_mode: "abs", min_lr: [0.02, 0]),
    };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> CaseNames => [.. cases.Keys];

    public static TheoryData<string> PlateauNames => [.. plateaus.Keys];

    public void Dispose() => scope.Dispose();

    [Theory, MemberData(nameof(CaseNames))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        using var optimizer = Sgd();
        var scheduler = cases[name](optimizer);
        foreach (var expected in recorded.GetProperty(name).EnumerateArray())
        {
            AssertClose(expected.Doubles(), Rates(optimizer));
            Assert.Equal(Rates(optimizer), scheduler.get_last_lr());
            scheduler.step();
        }
    }

    [Theory, MemberData(nameof(PlateauNames))]
    public void Rates_fall_on_a_plateau_as_in_PyTorch(string name)
    {
        using var optimizer = Sgd();
        var scheduler = plateaus[name](optimizer);
        foreach (var (i, expected) in recorded.GetProperty(name).EnumerateArray().Index())
        {
            if (i > 0)
                scheduler.step(recorded.GetProperty("metrics")[i - 1].GetDouble());
            AssertClose(expected.Doubles(), Rates(optimizer));
        }
    }

    [Theory, InlineData("StepLR"), InlineData("MultiStepLR"), InlineData("CosineAnnealingLR")]
    public void Jumping_to_an_epoch_gives_its_rate(string name)
    {
        using var optimizer = Sgd();
        var scheduler = cases[name](optimizer);
        foreach (var (epoch, expected) in new int?[] { 7, 2, 12 }.Zip(recorded.GetProperty($"{name} jumping").EnumerateArray()))
        {
            scheduler.step(epoch);
            AssertClose(expected.Doubles(), Rates(optimizer));
        }
    }

    [Fact]
    public void OneCycleLR_cycles_the_momentum_of_SGD()
    {
        using var optimizer = Sgd();
        var scheduler = OneCycle(optimizer);
        foreach (var expected in recorded.GetProperty("OneCycleLR momentum").EnumerateArray())
        {
            AssertClose(expected.Doubles(), [.. optimizer.ParamGroups.Cast<IMomentum>().Select(group => group.Momentum)]);
            scheduler.step();
        }
    }

    [Fact]
    public void OneCycleLR_cycles_the_first_beta_of_Adam()
    {
        using var optimizer = torch.optim.Adam([new Adam.ParamGroup([new Parameter(zeros(1))], lr: 0.1), new Adam.ParamGroup([new Parameter(zeros(1))], lr: 0.05)]);
        var scheduler = OneCycle(optimizer);
        foreach (var expected in recorded.GetProperty("OneCycleLR beta").EnumerateArray())
        {
            AssertClose(expected.Doubles(), [.. optimizer.ParamGroups.Cast<IBetas>().Select(group => group.Betas.Item1)]);
            Assert.All(optimizer.ParamGroups.Cast<IBetas>(), group => Assert.Equal(0.999, group.Betas.Item2));
            scheduler.step();
        }
    }

    [Fact]
    public void A_metric_is_ignored_by_the_others()
    {
        using var optimizer = Sgd();
        ExponentialLR(optimizer, 0.5).step(123.0);
        AssertClose([0.05, 0.025], Rates(optimizer));
    }

    [Fact]
    public void Going_on_after_an_epoch_gives_the_next_rate()
    {
        using var optimizer = Sgd();
        ExponentialLR(optimizer, 0.5, last_epoch: 4);
        AssertClose([0.05, 0.025], Rates(optimizer));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var optimizer = Sgd();
        using var other = Sgd();
        using var rms = torch.optim.RMSProp([new Parameter(zeros(1))]);
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step());
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step((int?)3));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, mode: "sideways"));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, threshold_mode: "some"));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, factor: 1));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, min_lr: [0, 0, 0]));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(other, 1)], []));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [1]));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1, total_steps: 0));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1, epochs: 3));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1, total_steps: 5, pct_start: 2));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, [0.1, 0.2, 0.3], total_steps: 5));
        Assert.Throws<ArgumentNullException>(() => StepLR(null!, 1));
        var cycle = OneCycleLR(rms, 0.1, total_steps: 1);
        cycle.step();
        Assert.Throws<InvalidOperationException>(cycle.step);
    }

    private static LRScheduler OneCycle(Optimizer optimizer) => OneCycleLR(optimizer, max_lr: 0.4, total_steps: 15);

    private static SGD Sgd() => torch.optim.SGD(
        [new SGD.ParamGroup([new Parameter(zeros(1))], lr: 0.1, momentum: 0.9), new SGD.ParamGroup([new Parameter(zeros(1))], lr: 0.05, momentum: 0.9)], learningRate: 1);

    private static double[] Rates(Optimizer optimizer) => [.. optimizer.ParamGroups.Select(group => group.LearningRate)];

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.Equal(expected, actual, (e, a) => Math.Abs(e - a) <= 1e-12);
}
