using FashionNotebooks.Tests.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Systems;

public sealed class ArchitectureLabTests() : SmallTrainingTests(200, 100, wrongLabels: 0.3)
{
    private static TrainingOptions Budget => new() { Epochs = 2, BatchSize = 32, Seed = 5, Progress = null };

    private static TorchSharp.Modules.Sequential Plain(int seed) => SmallProblem.Network(seed);

    private static TorchSharp.Modules.Sequential WithDropout(int seed) => SmallProblem.Network(seed, dropout: true);

    private static TrainingOptions Slow(TrainingOptions options) => options with { Optimizer = weights => optim.SGD(weights, 0.05), Epochs = 3 };

    /// <summary>What training without a lab comes to.</summary>
    private double Accuracy(TrainingOptions options, bool dropout = false)
    {
        using var twin = SmallProblem.Network(options.Seed, dropout);
        return Trainer.Fit(twin, train, validation, options).Epochs[^1].ValidationAccuracy!.Value;
    }


    [Fact]
    public void Two_names_that_would_share_a_folder_are_refused()
    {
        var lab = new ArchitectureLab(train, validation, Budget, folder.Folder);
        lab.Try("width 8", Plain);

        var error = Assert.Throws<ArgumentException>(() => lab.Try("width-8", Plain));
        Assert.Contains("'width-8' and 'width 8' would be kept in one folder", error.Message);
    }

    [Fact]
    public void A_network_is_on_the_board_with_its_accuracy_size_and_time()
    {
        ArchitectureLab lab = new(train, validation, Budget);

        var entry = lab.Try("corners", WithDropout);

        Assert.Equal(entry, Assert.Single(lab.Leaderboard.Entries));
        Assert.Equal(("corners", Accuracy(Budget, dropout: true)), (entry.Name, entry.Accuracy));
        // Convolution 16 x (9 + 1), normalization 16 x 4, dense 4 x (576 + 1); 6 x 6 x 16 outputs of 9 products, 4 of 576.
        Assert.Equal((160 + 64 + 2308, 6 * 6 * 16 * 9 + 4 * 576), (entry.Parameters, entry.MultiplyAdds));
        Assert.True(entry.Seconds > 0);
    }

    [Fact]
    public void What_was_tried_before_changes_nothing()
    {
        ArchitectureLab alone = new(train, validation, Budget), shared = new(train, validation, Budget);

        shared.Try("first", Plain);
        var afterwards = shared.Try("second", WithDropout);

        Assert.Equal(alone.Try("second", WithDropout).Accuracy, afterwards.Accuracy);
        Assert.Equal(2, shared.Leaderboard.Entries.Count);
    }

    [Fact]
    public void A_seed_of_its_own_decides_weights_order_and_dropout()
    {
        ArchitectureLab lab = new(train, validation, Budget);
        List<int> seeds = [];

        var entry = lab.Try("corners", seed =>
        {
            seeds.Add(seed);
            return WithDropout(seed);
        }, seed: 9);

        Assert.Equal([9], seeds);
        Assert.Equal(Accuracy(Budget with { Seed = 9 }, dropout: true), entry.Accuracy);
    }

    [Fact]
    public void Every_network_has_one_console_line_that_ends_with_its_figures()
    {
        using var output = new StringWriter();
        ArchitectureLab lab = new(train, validation, Budget with { Progress = new ProgressBar(output) });

        var entries = new[] { lab.Try("one", Plain), lab.Try("two", Plain) };

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
        Assert.Throws<ArgumentException>(() => lab.Try(" ", Plain));
        Assert.Empty(lab.Leaderboard.Entries);
    }

    [Fact]
    public void A_budget_that_is_not_the_same_for_all_is_refused() => Assert.Contains(
        "overwrite each other in runs",
        Assert.Throws<ArgumentException>(() => new ArchitectureLab(train, validation, Budget with { CheckpointFolder = "runs" })).Message);

    [Fact]
    public void A_try_can_have_options_of_its_own()
    {
        ArchitectureLab lab = new(train, validation, Budget);

        Assert.Equal(Accuracy(Slow(Budget)), lab.Try("slow", Plain, change: Slow).Accuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => lab.Try("none", Plain, change: options => options with { Epochs = 0 }));
        Assert.Single(lab.Leaderboard.Entries);
    }

    [Fact]
    public void A_lab_with_a_folder_goes_on_where_it_was_stopped()
    {
        var whole = new ArchitectureLab(train, validation, Budget).Try("corners", WithDropout);
        using var stop = new CancellationTokenSource();
        ArchitectureLab first = new(train, validation, Budget with { OnEpoch = _ => stop.Cancel(), Stop = stop.Token }, folder.Folder);
        Assert.Throws<OperationCanceledException>(() => first.Try("corners", WithDropout));
        Assert.Empty(first.Leaderboard.Entries);

        var trained = 0;
        ArchitectureLab second = new(train, validation, Budget with { OnEpoch = _ => trained++ }, folder.Folder);
        var entry = second.Try("corners", WithDropout);
        var again = new ArchitectureLab(train, validation, Budget with { OnEpoch = _ => trained++ }, folder.Folder).Try("corners", WithDropout);

        Assert.Equal(1, trained); // one epoch was there, and then both
        Assert.Equal(whole.Accuracy, entry.Accuracy);
        Assert.Equal(entry, again);
    }

    [Fact]
    public void Another_recipe_of_the_name_is_trained_in_its_place()
    {
        ArchitectureLab lab = new(train, validation, Budget, folder.Folder);
        lab.Try("corners", Plain);

        var changed = lab.Try("corners", Plain, change: Slow);

        Assert.Equal(Accuracy(Slow(Budget)), changed.Accuracy);
        Assert.Equal(changed, Assert.Single(lab.Leaderboard.Entries));
    }

    [Fact]
    public void The_leaderboard_is_a_CSV_file()
    {
        ArchitectureLab lab = new(train, validation, Budget, folder.Folder);
        lab.Try("corners, \"small\"", Plain);
        lab.Leaderboard.Add(new("perfect", 1, 10, 20, 0.5, "made up"));

        lab.Leaderboard.SaveCsv(folder.File("board.csv"));

        var lines = File.ReadAllLines(folder.File("board.csv"));
        Assert.Equal(["model,accuracy,parameters,multiply-adds,seconds,note", "perfect,1,10,20,0.5,made up"], lines[..2]);
        Assert.StartsWith("\"corners, \"\"small\"\"\",0.", lines[2]);
        Assert.Equal(lines[2], File.ReadAllLines(folder.File("leaderboard.csv"))[1]);
    }

    [Fact]
    public void A_search_tries_what_is_drawn_and_a_longer_one_begins_likewise()
    {
        Trial Propose(Draw draw)
        {
            var (dropout, rate) = (draw.OneOf("dropout", false, true), draw.LogBetween("rate", 0.001, 0.1));
            return new(seed => SmallProblem.Network(seed, dropout), options => options with { Optimizer = weights => optim.Adam(weights, rate) });
        }
        ArchitectureLab two = new(train, validation, Budget), four = new(train, validation, Budget);

        two.Search(2, Propose);
        var found = four.Search(4, Propose);

        Assert.Equal(4, found.Count);
        Assert.Equal(found.OrderByDescending(entry => entry.Accuracy), found);
        Assert.All(found, entry => Assert.Matches("^dropout (True|False), rate 0\\.0[0-9]+$", entry.Name));
        Assert.Equal(2, two.Leaderboard.Entries.Count);
        Assert.All(two.Leaderboard.Entries, entry => Assert.Equal(entry.Accuracy, four.Leaderboard[entry.Name].Accuracy));
        Assert.NotEqual(found.Select(entry => entry.Name), new ArchitectureLab(train, validation, Budget).Search(4, Propose, seed: 6).Select(entry => entry.Name));
        Assert.Single(two.Search(3, _ => new Trial(Plain))); // thrice the same
    }

    [Fact]
    public void Draws_lie_in_their_ranges_and_say_themselves_whole()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 200; i++)
        {
            var draw = new Draw(random);
            var (rate, share, width) = (draw.LogBetween("rate", 1e-4, 1e-2), draw.Between("share", 0.2, 0.4), draw.OneOf("width", 8, 16));
            Assert.InRange(rate, 1e-4, 1e-2);
            Assert.InRange(share, 0.2, 0.4);
            Assert.Contains(width, (int[])[8, 16]);
            Assert.Equal(FormattableString.Invariant($"rate {rate:G2}, share {share:G2}, width {width}"), draw.Name);
        }
        Assert.Contains("from a lower number to a higher one, but this from 2 to 1", Assert.Throws<ArgumentException>(() => new Draw(random).Between("x", 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Draw(random).LogBetween("x", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Draw(random).OneOf<int>("x"));
    }

    [Fact]
    public void The_rate_finder_stops_where_the_loss_runs_away_and_suggests_a_rate_that_trains()
    {
        ArchitectureLab lab = new(train, validation, Budget with { Optimizer = weights => optim.SGD(weights, 1) });

        var sweep = lab.FindRate(Plain, steps: 60, low: 1e-4, high: 1000);

        Assert.InRange(sweep.Rates.Count, 20, 59);
        Assert.Equal(sweep.Rates.Count, sweep.Losses.Count);
        Assert.Equal((1e-4, Math.Pow(1e7, 1 / 59.0)), (sweep.Rates[0], sweep.Rates[1] / sweep.Rates[0]));
        Assert.InRange(sweep.Suggestion, 1e-4, 10);
        var before = lab.Try("before", Plain, change: options => options with { Optimizer = weights => optim.SGD(weights, 1e-6) });
        var after = lab.Try("after", Plain, change: options => options with { Optimizer = weights => optim.SGD(weights, sweep.Suggestion) });
        Assert.True(after.Accuracy > before.Accuracy + 0.2);
        Assert.Throws<ArgumentException>(() => lab.FindRate(Plain, low: 1, high: 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => lab.FindRate(Plain, steps: 2));
    }

    [Fact]
    public void The_running_mean_starts_at_the_first_loss()
    {
        // Weights of the past 0.9: (0.9 x 2 + 1 x 1) / 1.9 after two steps.
        var smoothed = new RateSweep([1, 10], [2, 1]).Smoothed;

        Assert.Equal(2, smoothed[0], 1e-12);
        Assert.Equal(2.8 / 1.9, smoothed[1], 1e-12);
    }

    [Fact]
    public void The_winner_is_kept_judged_and_the_judging_is_noted()
    {
        using var test = SmallProblem.Corners(50, seed: 3);
        ArchitectureLab lab = new(train, validation, Budget, folder.Folder);
        lab.Try("weak", Plain, change: options => options with { Optimizer = weights => optim.SGD(weights, 1e-6) });
        var first = lab.Winner(test);
        lab.Try("strong", Plain);

        var winner = lab.Winner(test);
        var again = lab.Winner(test);

        using var twin = SmallProblem.Network(5);
        Trainer.Fit(twin, train, null, Budget);
        Assert.Equal(("strong", 1), (winner.Entry.Name, winner.JudgedBefore));
        Assert.Equal(Evaluator.Measure(twin, test).Accuracy, winner.Test.Accuracy);
        Assert.Equal((0, 1), (first.JudgedBefore, again.JudgedBefore));
        Assert.EndsWith("of 50 test images, which have judged 1 other network of this lab", $"{winner}");
        Assert.Equal(3, File.ReadAllLines(folder.File("tested.csv")).Length);
        using var loaded = SmallProblem.Network(1);
        Checkpoint.Load(loaded, folder.File("winner.dat"));
        Assert.Equal(winner.Test.Accuracy, Evaluator.Measure(loaded, test).Accuracy);
    }

    [Fact]
    public void There_is_no_winner_without_a_folder_or_a_try()
    {
        Assert.Contains("make it with a folder", Assert.Throws<InvalidOperationException>(() => new ArchitectureLab(train, validation, Budget).Winner(validation)).Message);
        Assert.Contains("has tried no network", Assert.Throws<InvalidOperationException>(() => new ArchitectureLab(train, validation, Budget, folder.Folder).Winner(validation)).Message);
    }

    [Fact]
    public void A_small_vision_transformer_learns_in_the_lab()
    {
        ArchitectureLab lab = new(train, validation, Budget with { Epochs = 10 });

        var entry = lab.Try("transformer", seed =>
        {
            manual_seed(seed);
            return new VisionTransformer();
        }, change: options => options with { Optimizer = weights => optim.AdamW(weights, 0.005) });

        Assert.True(entry.Accuracy > 0.5, $"{entry.Accuracy:P0}"); // a guess is right for a quarter
    }

    /// <summary>In the manner of A. Dosovitskiy et al. (2021): 4 x 4 patches as words, a class token, one block of attention.</summary>
    private sealed class VisionTransformer : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> patches = Conv2d(1, 16, 4, stride: 4);
        private readonly TorchSharp.Modules.Parameter token = Parameter(randn(1, 1, 16) * 0.02);
        private readonly TorchSharp.Modules.Parameter places = Parameter(randn(1, 5, 16));
        private readonly TorchSharp.Modules.TransformerEncoderLayer block = TransformerEncoderLayer(16, 2, 32, 0);
        private readonly Module<Tensor, Tensor> head = Sequential(LayerNorm(16), Linear(16, 4));

        public VisionTransformer() : base(nameof(VisionTransformer)) => RegisterComponents();

        public override Tensor forward(Tensor images)
        {
            var words = patches.call(images).flatten(2).transpose(1, 2);
            var all = cat([token.expand(images.shape[0], 1, 16), words], 1) + places;
            return head.call(block.call(all.transpose(0, 1), null!, null!)[0]);
        }
    }
}
