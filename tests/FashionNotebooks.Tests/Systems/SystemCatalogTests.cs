using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Systems;

public sealed class SystemCatalogTests
{
    public static TheoryData<string, string> Protocols => new(
        SystemCatalog.All.SelectMany(system => system.Protocols, (system, protocol) => (system.Name, protocol.Name)));

    [Fact]
    public void A_system_that_could_not_be_found_again_is_not_registered()
    {
        string Refused(string name, params Protocol[] protocols) => Assert.Throws<ArgumentException>(() => SystemCatalog.Register(new(name, "a test", null, protocols))).Message;
        var protocol = Baseline.Definition.Protocols[0];

        Assert.Contains("is a system 'baseline' already", Refused("baseline", protocol));
        Assert.Contains("'My system' names files", Refused("My system", protocol));
        Assert.Contains("'a/b' names files", Refused("mine", protocol with { Name = "a/b" }));
        Assert.Contains("mine has no protocol", Refused("mine"));
        Assert.Contains("mine has two protocols 'clean'", Refused("mine", protocol, protocol));
        Assert.Equal(8, SystemCatalog.All.Count);
    }

    [Fact]
    public void All_five_published_systems_are_there_beside_our_own() =>
        Assert.Equal(["baseline", "ladder", "jalan", "kotb", "mahesh", "webapp", "dropout4", "regularized"], SystemCatalog.All.Select(system => system.Name));

    [Theory]
    [InlineData("webapp", "webapp", "clean")]
    [InlineData("webapp/edges", "webapp", "edges")]
    public void A_protocol_is_found_by_both_names_and_a_systems_first_by_its_own(string name, string system, string protocol)
    {
        var found = SystemCatalog.FindProtocol(name);

        Assert.Equal((system, protocol), (found.System.Name, found.Protocol.Name));
    }

    [Theory]
    [InlineData("resnet", "no system 'resnet'; there are: baseline, ladder, jalan, kotb, mahesh, webapp, dropout4, regularized")]
    [InlineData("jalan/fast", "no protocol 'fast'; it has: author, clean")]
    [InlineData("webapp/", "no protocol ''")]
    [InlineData("/clean", "no system ''")]
    [InlineData("webapp/clean/edges", "no protocol 'clean/edges'")]
    public void An_unknown_or_half_a_name_is_refused_with_a_list_of_the_known(string name, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => SystemCatalog.FindProtocol(name)).Message);

    [Fact]
    public void Edges_add_a_channel_of_3_by_3_weights_to_each_of_the_first_32_kernels()
    {
        using var model = Webapp.NetworkWithEdges(seed: 0);

        Assert.Equal(241_994 + 288, model.parameters().Sum(weight => weight.numel()));
        Assert.Equal("28 x 28 x 2", model.Summary(1, 28, 28).Layers[0].OutputShape);
    }

    [Theory, MemberData(nameof(Protocols))]
    public void Every_network_takes_images_and_gives_a_logit_a_class(string system, string protocol)
    {
        using var scope = NewDisposeScope();
        using var model = SystemCatalog.Find(system).Protocol(protocol).Network(1);

        Assert.Equal([2, 10], model.call(rand(2, 1, 28, 28)).shape);
    }

    [Theory, MemberData(nameof(Protocols))]
    public void The_seed_decides_the_initial_weights(string system, string protocol)
    {
        var network = SystemCatalog.Find(system).Protocol(protocol).Network;
        using var first = network(3);
        using var same = network(3);
        using var other = network(4);

        Assert.True(first.parameters().First().allclose(same.parameters().First(), rtol: 0, atol: 0));
        Assert.False(first.parameters().First().allclose(other.parameters().First(), rtol: 0, atol: 0));
    }

    [Theory, MemberData(nameof(Protocols))]
    public void A_run_that_was_stopped_and_gone_on_with_saves_what_an_uninterrupted_one_does(string system, string name)
    {
        var protocol = SystemCatalog.Find(system).Protocol(name);
        var images = RealData.Train.Take(16);
        using var folder = new TemporaryFolder();
        using var data = protocol.Preparation(images)(images);
        var options = protocol.Training with { Epochs = 2, Seed = 1, Progress = null };
        using var whole = protocol.Network(1);
        using var stopped = protocol.Network(1);
        using var resumed = protocol.Network(2);
        using var loaded = protocol.Network(3);

        Trainer.Fit(whole, data, null, options);
        var checkpoints = options with { CheckpointFolder = folder.Folder };
        using var stop = new CancellationTokenSource();
        Assert.True(Trainer.Fit(stopped, data, null, checkpoints with { Stop = stop.Token, OnEpoch = _ => stop.Cancel() }).Interrupted);
        Trainer.Fit(resumed, data, null, checkpoints with { Resume = true });
        Checkpoint.Load(loaded, Path.Combine(folder.Folder, "last.dat"));

        loaded.eval();
        var expected = Logits(whole, data);
        Assert.All(expected, logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal(expected, Logits(resumed, data));
        Assert.Equal(expected, Logits(loaded, data));
    }

    private static float[] Logits(nn.Module<Tensor, Tensor> model, LabeledTensors data)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return model.call(data.Batch(arange(data.Count)).Inputs).data<float>().ToArray();
    }

    [Fact]
    public void The_ladder_starts_from_the_baselines_weights_and_keeps_them_in_every_step()
    {
        using var scope = NewDisposeScope();
        using var baseline = Baseline.Network(seed: 5);

        foreach (var step in Ladder.Definition.Protocols)
        {
            using var network = step.Network(5);
            var weights = network.named_parameters().Where(named => !named.name.StartsWith("norm", StringComparison.Ordinal)).ToList();
            Assert.Equal(baseline.named_parameters().Select(named => named.name), weights.Select(named => named.name));
            Assert.All(weights.Zip(baseline.parameters()), pair => Assert.True(pair.First.parameter.equal(pair.Second).all().item<bool>()));
        }
    }

    [Fact]
    public void Every_step_of_the_ladder_adds_one_thing_and_is_trained_alike()
    {
        string[][] layers = [.. Ladder.Definition.Protocols.Select(step =>
        {
            using var network = step.Network(1);
            return network.modules().Select(module => module.GetType().Name).Where(name => name is "BatchNorm2d" or "Dropout").Distinct().ToArray();
        })];

        Assert.Equal([[], ["BatchNorm2d"], ["BatchNorm2d", "Dropout"], ["BatchNorm2d", "Dropout"]], layers);
        Assert.Equal([null, null, null, Ladder.Augmentation], Ladder.Definition.Protocols.Select(step => step.Training.Augmentation));
        Assert.Single(Ladder.Definition.Protocols.Select(step => (step.Training with { Augmentation = null }, step.ValidationFraction)).Distinct());
    }

    [Fact]
    public void The_four_cells_of_maheshs_two_mistakes_differ_in_nothing_else()
    {
        var cells = ((string[])["author", "scaled", "softmax", "scaled-softmax"]).Select(Mahesh.Definition.Protocol).ToList();

        Assert.Equal([PixelValues.Unscaled, PixelValues.Scaled, PixelValues.Unscaled, PixelValues.Scaled], cells.Select(cell => cell.Pixels));
        Assert.Equal([true, true, false, false], cells.Select(cell => cell.Network == Mahesh.SigmoidNetwork));
        Assert.Single(cells.Select(cell => (cell.Training.Epochs, cell.Training.BatchSize, Rate(cell))).Distinct());

        static double Rate(Protocol protocol)
        {
            using var network = protocol.Network(1);
            using var optimizer = protocol.Training.Optimizer(network.parameters());
            return optimizer.ParamGroups.First().LearningRate;
        }
    }

    [Fact]
    public void What_authors_report_by_class_and_by_epoch_is_as_long_as_that()
    {
        var reported = SystemCatalog.All.Where(system => system.Figures is not null).ToDictionary(system => system.Name, system => system.Figures!);

        Assert.Equal(["dropout4", "kotb", "mahesh"], reported.Keys.Order());
        Assert.Equal(FashionMnist.ClassNames.Count, reported["kotb"].F1.Count);
        Assert.Equal(0.94, reported["kotb"].F1.Average(), 0.005); // its macro average
        Assert.Equal(FashionMnist.ClassNames.Count, reported["dropout4"].F1.Count);
        Assert.Equal(Mahesh.Definition.Protocols[0].Training.Epochs, reported["mahesh"].TrainLoss.Count);
    }

    [Fact]
    public void Kotb_comes_out_layer_by_layer_as_its_author_reported()
    {
        using var model = Kotb.Network(seed: 0);

        var summary = model.Summary(1, 28, 28);

        Assert.Equal(
            [
                ("Conv2d", "28 x 28 x 32", 320),
                ("BatchNorm2d", "28 x 28 x 32", 128),
                ("Conv2d", "28 x 28 x 32", 9_248),
                ("BatchNorm2d", "28 x 28 x 32", 128),
                ("Dropout", "28 x 28 x 32", 0),
                ("Conv2d", "28 x 28 x 64", 18_496),
                ("MaxPool2d", "14 x 14 x 64", 0),
                ("Dropout", "14 x 14 x 64", 0),
                ("Conv2d", "14 x 14 x 128", 73_856),
                ("BatchNorm2d", "14 x 14 x 128", 512),
                ("Dropout", "14 x 14 x 128", 0),
                ("Flatten", "25088", 0),
                ("Linear", "512", 12_845_568),
                ("BatchNorm1d", "512", 2_048),
                ("Dropout", "512", 0),
                ("Linear", "128", 65_664),
                ("BatchNorm1d", "128", 512),
                ("Dropout", "128", 0),
                ("Linear", "10", 1_290),
            ],
            summary.Layers.Select(layer => (layer.Name.Split('(', ')')[1], layer.OutputShape, (int)layer.Parameters)));
        Assert.Equal((13_017_770, 13_016_106, 1_664), (summary.Total, summary.Trainable, summary.NonTrainable));
    }

    [Theory]
    [InlineData("jalan", 320 + 9_248 + 18_496 + 36_928 + 73_856 + 147_584 + 1_153 * 512 + 5_130)]
    [InlineData("baseline", 320 + 18_496 + 401_536 + 1_290)] // as notebook 3 counts them
    [InlineData("mahesh", 93_322)]
    [InlineData("dropout4", 241_546)]
    [InlineData("webapp", 241_546 + 2 * (32 + 64 + 128))]
    public void Parameters_are_those_of_the_layers_counted_by_hand(string system, long parameters)
    {
        using var model = SystemCatalog.Find(system).Protocols[0].Network(0);

        Assert.Equal(parameters, model.parameters().Sum(weight => weight.numel()));
    }

    [Fact]
    public void Our_regularized_model_has_no_more_parameters_than_dropout4()
    {
        using var model = Regularized.Network(seed: 0);

        Assert.InRange(model.parameters().Sum(weight => weight.numel()), 1, 241_546);
    }

    [Fact]
    public void Maheshs_sigmoid_gives_Keras_categorical_cross_entropy()
    {
        using var scope = NewDisposeScope();
        using var right = Mahesh.Network(seed: 1);
        using var written = Mahesh.SigmoidNetwork(seed: 1);
        var images = rand(4, 1, 28, 28).mul(255);
        var truth = tensor(new long[] { 3, 1, 4, 1 });

        var loss = nn.functional.cross_entropy(written.call(images), truth).item<float>();

        // Keras 2: outputs divided by their sum, kept from 1e-7 to 1 - 1e-7, minus the logarithm of the true class's.
        var logits = right.call(images).data<float>().ToArray();
        var expected = Enumerable.Range(0, 4).Average(row =>
        {
            var sigmoids = logits[(row * 10)..(row * 10 + 10)].Select(z => 1 / (1 + Math.Exp(-z))).ToArray();
            return -Math.Log(Math.Clamp(sigmoids[truth[row].item<long>()] / sigmoids.Sum(), 1e-7, 1 - 1e-7));
        });
        Assert.Equal(expected, loss, 1e-4);
    }
}
