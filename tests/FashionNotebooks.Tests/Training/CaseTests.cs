using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

/// <summary>What people gave the trainer that it did not stand, by the names of the cases.</summary>
public sealed class CaseTests() : SmallTrainingTests(64, 32)
{
    private static TrainingOptions Silent => new() { Epochs = 2, BatchSize = 16, Seed = 5, Progress = null };

    private TrainingOptions Kept => Silent with { CheckpointFolder = folder.Folder };

    // save-conv-net

    [Fact]
    public void Save_conv_net__momentum_of_weights_that_lay_in_another_order_is_saved_and_read()
    {
        Sequential Strided()
        {
            var model = SmallProblem.Network();
            using var noGrad = no_grad();
            ((TorchSharp.Modules.Linear)model[5]).weight.set_(((TorchSharp.Modules.Linear)model[5]).weight.t().contiguous().t());
            return model;
        }
        var options = Kept with { Epochs = 3, Optimizer = parameters => optim.SGD(parameters, 0.05, momentum: 0.9) };
        using Sequential whole = Strided(), stopped = Strided(), resumed = Strided();
        using var stop = new CancellationTokenSource();
        Trainer.Fit(whole, train, null, options with { CheckpointFolder = null });

        Trainer.Fit(stopped, train, null, options with { Stop = stop.Token, OnEpoch = _ => stop.Cancel() });
        Trainer.Fit(resumed, train, null, options with { Resume = true });

        Assert.All(resumed.parameters().Zip(whole.parameters()), pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 0)));
    }

    // batchnorm-last-batch-1

    private static Sequential Normalized() => Sequential(
        ("f", Flatten()), ("l", Linear(64, 16)), ("b", BatchNorm1d(16)), ("r", ReLU()), ("o", Linear(16, 4)));

    [Theory]
    [InlineData(65, 32, 2)]
    [InlineData(33, 32, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(64, 32, 2)]
    public void Batchnorm_last_batch_1__the_last_one_joins_the_batch_before_it(int samples, int batchSize, int batches)
    {
        using var set = SmallProblem.Corners(samples);
        using var model = Normalized();
        var counted = new SmallProblem.Counts();

        Trainer.Fit(model, set, null, Silent with { Epochs = 1, BatchSize = batchSize, Augmentation = counted });

        Assert.Equal((batches, samples), (counted.Batches.Count, (int)counted.Batches.Sum()));
        Assert.True(double.IsFinite(Evaluator.Measure(model, set).Loss));
    }

    [Fact]
    public void Batchnorm_last_batch_1__batches_of_one_are_refused_before_training()
    {
        using var model = Normalized();
        using var pooled = Sequential(("c", Conv2d(1, 4, 3)), ("p", AdaptiveAvgPool2d(1)), ("norm", BatchNorm2d(4)), ("f", Flatten()), ("o", Linear(4, 4)));
        using var one = SmallProblem.Corners(1);

        Assert.Contains("batch normalization (b)", Refused(model, train, null, Silent with { BatchSize = 1 }));
        Assert.Contains("batch normalization (norm)", Refused(pooled, one, null, Silent));
    }

    [Fact]
    public void Batchnorm_last_batch_1__images_of_many_pixels_may_come_alone()
    {
        Trainer.Fit(model, validation, null, Silent with { BatchSize = 1 });

        Assert.True(double.IsFinite(Evaluator.Measure(model, validation).Loss));
    }

    [Fact]
    public void Batchnorm_last_batch_1__a_statistic_that_is_no_number_ends_the_run_though_the_loss_is_one()
    {
        // The variance of pixels around 1e25 is more than float32 holds; what is divided by it is 0.
        using var huge = new LabeledTensors(rand(8, 1, 8, 8).mul(1e25), zeros(8, dtype: ScalarType.Int64));
        using var model = Sequential(("norm", BatchNorm2d(1)), ("flatten", Flatten()), ("dense", Linear(64, 4)));

        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, huge, null, Kept));

        Assert.Contains("norm.running_var is no longer a finite number", error.Message);
        Assert.Empty(folder.Names);
    }

    // batch-size-maxvalue

    [Fact]
    public void Batch_size_maxvalue__it_is_one_batch()
    {
        using Sequential most = SmallProblem.Network(), exact = SmallProblem.Network();

        var history = Trainer.Fit(most, train, null, Silent with { BatchSize = int.MaxValue, PlainEpochs = int.MaxValue });

        Assert.Equal(Losses(Trainer.Fit(exact, train, null, Silent with { BatchSize = 64 })), Losses(history));
    }

    [Fact]
    public void Batch_size_maxvalue__more_steps_than_a_schedule_can_count_are_refused()
    {
        Assert.Contains("at most 2147483647", Refused(model, train, null, Silent with
        {
            Epochs = int.MaxValue, Schedule = (optimizer, steps) => optim.lr_scheduler.CosineAnnealingLR(optimizer, steps),
        }));
    }

    // resume-other-rate-or-data

    public static TheoryData<string, Func<TrainingOptions, TrainingOptions>> OtherOptions => new()
    {
        { "batch size: 16 there, 8 here", options => options with { BatchSize = 8 } },
        { "LearningRate 0.001", options => options with { Optimizer = parameters => optim.Adam(parameters, 0.05) } },
        { "optimizer: Adam", options => options with { Optimizer = parameters => optim.SGD(parameters, 0.001) } },
        { "weight_decay 0", options => options with { Optimizer = parameters => optim.Adam(parameters, weight_decay: 0.1) } },
        { "learning rates: the optimizer's there", options => options with { Schedule = (optimizer, _) => optim.lr_scheduler.StepLR(optimizer, 1) } },
        { "augmentation: none there, RandomErasing { Probability = 0.5", options => options with { Augmentation = new RandomErasing() } },
        { "loss: cross-entropy there", options => options with { Loss = FashionNotebooks.Losses.Focal() } },
        { "mixing: none there, Mixup { Alpha = 1 } here", options => options with { Mixing = new Mixup(1) } },
        { "plain epochs: 0 there, 1 here", options => options with { PlainEpochs = 1 } },
        { "precision: Float32 there, BFloat16 here", options => options with { Precision = ScalarType.BFloat16 } },
    };

    [Theory, MemberData(nameof(OtherOptions), DisableDiscoveryEnumeration = true)]
    public void Resume_other_rate_or_data__other_options_are_refused_with_the_difference(string difference, Func<TrainingOptions, TrainingOptions> change)
    {
        Trainer.Fit(model, train, validation, Kept);
        using var before = model.parameters().First().clone();

        var error = Assert.Throws<InvalidDataException>(() => Trainer.Fit(model, train, validation, change(Kept with { Resume = true })));

        Assert.Contains(folder.File("resume.dat"), error.Message);
        Assert.Contains(difference, error.Message);
        Assert.True(model.parameters().First().allclose(before, rtol: 0, atol: 0));
    }

    [Fact]
    public void Resume_other_rate_or_data__other_images_labels_or_preparation_are_refused()
    {
        Trainer.Fit(model, train, validation, Kept);
        using var others = SmallProblem.Corners(64, seed: 9);
        using var turned = new LabeledTensors(train.Inputs.clone(), train.Labels.flip(0));
        using var darker = new LabeledTensors(train.Inputs.clone(), train.Labels.clone(), prepare: batch => batch.mul(0.5));

        string Difference(LabeledTensors from, LabeledTensors? by) =>
            Assert.Throws<InvalidDataException>(() => Trainer.Fit(model, from, by, Kept with { Resume = true })).Message;

        Assert.Contains("training data: 64 samples", Difference(others, validation));
        Assert.Contains("training data: 64 samples", Difference(turned, validation));
        Assert.Contains("training data: 64 samples", Difference(darker, validation));
        Assert.Contains("validation data: 32 samples", Difference(train, null));
    }

    [Fact]
    public void Resume_other_rate_or_data__other_settings_of_a_loss_or_a_layer_are_another_run()
    {
        using Sequential model = SmallProblem.Network(), dropout = SmallProblem.Network(dropout: true);
        var focal = Kept with { Loss = FashionNotebooks.Losses.Focal(2) };
        Trainer.Fit(model, train, null, focal);

        Assert.Contains("loss: ", Assert.Throws<InvalidDataException>(
            () => Trainer.Fit(model, train, null, focal with { Resume = true, Loss = FashionNotebooks.Losses.Focal(3) })).Message);
        Assert.Contains("network: ", Assert.Throws<InvalidDataException>(
            () => Trainer.Fit(dropout, train, null, focal with { Resume = true })).Message);
    }

    // resume-truncated

    [Fact]
    public void Resume_truncated__the_file_is_named_with_cause_and_remedy()
    {
        folder.File("resume.dat", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Training", "Cases", "resume-truncated", "resume.dat")));

        Says("is no resume point of this version", () => Trainer.Fit(model, train, null, Kept with { Resume = true }));
    }

    [Fact]
    public void Resume_truncated__cut_short_or_changed_anywhere_it_is_refused_and_the_model_stays()
    {
        Trainer.Fit(model, train, null, Kept with { Epochs = 1 });
        var whole = File.ReadAllBytes(folder.File("resume.dat"));
        using var before = model.parameters().First().clone();

        foreach (var part in (double[])[0.1, 0.5, 0.9, 0.9999])
            Refuse(whole[..(int)(part * whole.Length)], "is cut short or damaged");
        byte[] changed = [.. whole];
        changed[^40] ^= 1;
        Refuse(changed, "is cut short or damaged");
        Refuse([.. whole, 0], "is cut short or damaged");

        void Refuse(byte[] bytes, string cause)
        {
            folder.File("resume.dat", bytes);
            Says(cause, () => Trainer.Fit(model, train, null, Kept with { Epochs = 1, Resume = true }));
            Assert.True(model.parameters().First().allclose(before, rtol: 0, atol: 0));
        }
    }

    [Fact]
    public void Resume_truncated__another_network_of_as_many_parameters_is_refused()
    {
        using Sequential one = Sequential(("f", Flatten()), ("a", Linear(64, 4))), other = Sequential(("f", Flatten()), ("b", Linear(64, 4)));
        Trainer.Fit(one, train, null, Kept);

        Says("network: 260 parameters", () => Trainer.Fit(other, train, null, Kept with { Resume = true }));
    }

    private void Says(string cause, Action resume)
    {
        var error = Assert.Throws<InvalidDataException>(resume);
        Assert.StartsWith(folder.File("resume.dat"), error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message);
        Assert.Contains("Delete it to train from the beginning", error.Message);
    }

    // mixing-class-missing

    public static TheoryData<IMixing> Mixings => [new CutMix(1), new Mixup(1)];

    [Theory, MemberData(nameof(Mixings), DisableDiscoveryEnumeration = true)]
    public void Mixing_class_missing__classes_come_from_the_logits(IMixing mixing)
    {
        using var withoutTheLast = new LabeledTensors(rand(30, 1, 8, 8), arange(30).remainder(3));
        using var firstAlone = new LabeledTensors(rand(30, 1, 8, 8), zeros(30, dtype: ScalarType.Int64));

        foreach (var set in (LabeledTensors[])[withoutTheLast, firstAlone])
            Assert.All(Losses(Trainer.Fit(model, set, validation, Silent with { Mixing = mixing })), loss => Assert.True(double.IsFinite(loss)));
    }

    // nan-validation-checkpoint

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Nan_validation_checkpoint__the_run_has_diverged_with_epoch_and_rate(double pixel)
    {
        var inputs = validation.Inputs.clone();
        inputs[3, 0, 2, 2] = pixel;
        using var bad = new LabeledTensors(inputs, validation.Labels.clone());

        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, train, bad, Kept));

        Assert.Equal((1, 0.001), (error.Epoch, error.LearningRate));
        Assert.Contains("the validation loss is no longer a finite number", error.Message);
        Assert.Empty(folder.Names);
    }

    // reduce-on-plateau

    public static TheoryData<string, Func<optim.Optimizer, int, optim.lr_scheduler.LRScheduler>> BadSchedules => new()
    {
        { "ReduceLROnPlateau fails at step 1 of 8: step() should not be used", (optimizer, _) => optim.lr_scheduler.ReduceLROnPlateau(optimizer) },
        { "OneCycleLR fails at step", (optimizer, steps) => optim.lr_scheduler.OneCycleLR(optimizer, 0.01, total_steps: steps / 2) },
        { "a learning rate of NaN at step 5 of 8", (optimizer, _) => optim.lr_scheduler.LambdaLR(optimizer, step => step < 5 ? 1 : double.NaN) },
    };

    [Theory, MemberData(nameof(BadSchedules), DisableDiscoveryEnumeration = true)]
    public void Reduce_on_plateau__a_schedule_that_will_fail_is_refused_before_training(string message, Func<optim.Optimizer, int, optim.lr_scheduler.LRScheduler> schedule) =>
        Assert.Contains(message, Refused(model, train, validation, Silent with { Schedule = schedule }));

    [Fact]
    public void Reduce_on_plateau__so_is_an_optimizer_that_needs_more_than_gradients() =>
        Assert.Contains("LBFGS", Refused(model, train, null, Silent with { Optimizer = parameters => optim.LBFGS(parameters) }));

    // empty-validation-late

    [Fact]
    public void Empty_validation_late__it_is_refused_before_training()
    {
        using var none = LabeledTensors.From(new LabeledImages([], [], 8, 8));

        Assert.Contains("The validation set is empty", Refused(model, train, none, Silent));
        Assert.Contains("The training set is empty", Refused(model, none, validation, Silent));
    }

    [Fact]
    public void Empty_validation_late__so_is_a_folder_that_nothing_can_be_saved_in()
    {
        var file = folder.File("taken", "");

        Assert.Contains(file, Refused(model, train, null, Silent with { CheckpointFolder = file }));
        Assert.Contains("Name a folder", Refused(model, train, null, Silent with { CheckpointFolder = Path.Combine(file, "runs") }));
    }

    /// <summary>The message with which training is refused; not a weight has changed.</summary>
    private static string Refused(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options)
    {
        using var scope = NewDisposeScope();
        var before = model.state_dict().Values.Select(tensor => tensor.detach().clone()).ToList();
        var error = Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(model, train, validation, options));
        Assert.All(model.state_dict().Values.Zip(before), pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 0)));
        Assert.DoesNotContain("\n", error.Message);
        return error.Message;
    }

    private static IEnumerable<double> Losses(History history) => history.Epochs.Select(epoch => epoch.TrainLoss);
}
