using FashionNotebooks.Tests.Training;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Systems;

public sealed class ArchitectureLabTests : IDisposable
{
    private readonly LabeledTensors train = SmallProblem.Corners(200, wrongLabels: 0.3);
    private readonly LabeledTensors validation = SmallProblem.Corners(100, seed: 2, wrongLabels: 0.3);

    private static TrainingOptions Budget => new() { Epochs = 2, BatchSize = 32, Seed = 5, Progress = null };

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
    }

    [Fact]
    public void A_network_is_on_the_board_with_its_accuracy_size_and_time()
    {
        using var twin = SmallProblem.Network(seed: 5, dropout: true);
        var expected = Trainer.Fit(twin, train, validation, Budget).Epochs[^1].ValidationAccuracy;
        ArchitectureLab lab = new(train, validation, Budget);

        var entry = lab.Try("corners", seed => SmallProblem.Network(seed, dropout: true));

        Assert.Equal(entry, Assert.Single(lab.Leaderboard.Entries));
        Assert.Equal(("corners", expected), (entry.Name, entry.Accuracy));
        // Convolution 4 x (9 + 1), normalization 4 x 4, dense 4 x (144 + 1); 6 x 6 x 4 outputs of 9 products, 4 of 144.
        Assert.Equal((40 + 16 + 580, 6 * 6 * 4 * 9 + 4 * 144), (entry.Parameters, entry.MultiplyAdds));
        Assert.True(entry.Seconds > 0);
    }

    [Fact]
    public void What_was_tried_before_changes_nothing()
    {
        ArchitectureLab alone = new(train, validation, Budget), shared = new(train, validation, Budget);

        shared.Try("first", seed => SmallProblem.Network(seed));
        var afterwards = shared.Try("second", seed => SmallProblem.Network(seed, dropout: true));

        Assert.Equal(alone.Try("second", seed => SmallProblem.Network(seed, dropout: true)).Accuracy, afterwards.Accuracy);
        Assert.Equal(2, shared.Leaderboard.Entries.Count);
    }

    [Fact]
    public void A_seed_of_its_own_decides_weights_order_and_dropout()
    {
        using var twin = SmallProblem.Network(seed: 9, dropout: true);
        var expected = Trainer.Fit(twin, train, validation, Budget with { Seed = 9 }).Epochs[^1].ValidationAccuracy;
        ArchitectureLab lab = new(train, validation, Budget);
        List<int> seeds = [];

        var entry = lab.Try("corners", seed =>
        {
            seeds.Add(seed);
            return SmallProblem.Network(seed, dropout: true);
        }, seed: 9);

        Assert.Equal([9], seeds);
        Assert.Equal(expected, entry.Accuracy);
    }

    [Fact]
    public void Every_network_has_one_console_line_that_ends_with_its_figures()
    {
        using var output = new StringWriter();
        ArchitectureLab lab = new(train, validation, Budget with { Progress = new ProgressBar(output) });

        var entries = new[] { lab.Try("one", seed => SmallProblem.Network(seed)), lab.Try("two", seed => SmallProblem.Network(seed)) };

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            entries.Select(entry => FormattableString.Invariant($"{entry.Name,-24}  accuracy {100 * entry.Accuracy:F2} %  {entry.Seconds:F1} s")),
            lines.Select(line => line.Split('\r', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd()));
    }

    [Fact]
    public void A_network_is_freed_when_it_was_judged()
    {
        Tensor? weight = null;

        new ArchitectureLab(train, validation, Budget).Try("corners", seed =>
        {
            var network = SmallProblem.Network(seed);
            weight = network.parameters().First();
            return network;
        });

        Assert.True(weight!.IsInvalid);
    }

    [Fact]
    public void A_network_for_other_images_is_refused_and_leaves_the_board_as_it_was()
    {
        ArchitectureLab lab = new(train, validation, Budget);

        var error = Assert.Throws<ArgumentException>(() => lab.Try("for 28 x 28", Mahesh.Network));

        Assert.Contains("does not accept an input of shape 1 x 8 x 8", error.Message);
        Assert.Throws<ArgumentException>(() => lab.Try(" ", seed => SmallProblem.Network(seed)));
        Assert.Empty(lab.Leaderboard.Entries);
    }

    [Fact]
    public void A_budget_that_is_not_the_same_for_all_is_refused()
    {
        Assert.Contains("overwrite each other in runs", Refused(Budget with { CheckpointFolder = "runs" }));
    }

    private string Refused(TrainingOptions budget) => Assert.Throws<ArgumentException>(() => new ArchitectureLab(train, validation, budget)).Message;
}
