using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>One run under way: the model, its data on the device, the optimizer and the schedule, and where they stand.</summary>
internal sealed class TrainingRun : IDisposable
{
    // Reading a number back makes a GPU wait for it, so the losses are looked at a few times a second.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(0.25);

    // Schedules are tried to their end before training, as far as that takes no more than a moment.
    private const int MostTriedSteps = 1_000_000;

    private readonly Module<Tensor, Tensor> model;
    private readonly TrainingOptions options;
    private readonly LabeledTensors train;
    private readonly LabeledTensors? validation;
    private readonly IReadOnlyList<IDisposable> copies;
    private readonly ScalarType type;
    private readonly int batches;
    private readonly int classes;
    private readonly MixedPrecision? mixed;
    private readonly OptimizerHelper optimizer;
    private readonly lr_scheduler.LRScheduler? schedule;
    private readonly SeededRandom shuffle;
    private readonly RunIdentity? identity;

    public TrainingRun(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options)
    {
        (this.model, this.options) = (model, options);
        model.to(options.Device);
        Checkpoint.MakeContiguous(model);
        (this.train, this.validation) = (train.To(options.Device), validation?.To(options.Device));
        copies = [.. new[] { this.train, this.validation }.Where(set => set is not null && set != train && set != validation).Cast<IDisposable>()];
        batches = (train.Count - 1) / options.BatchSize + 1;
        // Batch normalization would have nothing to normalize a single sample over.
        if (batches > 1 && options.BatchSize > 1 && train.Count % options.BatchSize == 1)
            batches--;
        classes = FirstBatch.Check(model, this.train, this.validation, options, Math.Min(SizeOf(0), SizeOf(batches - 1)));
        type = NetworkCall.TypeOf(model);
        mixed = options.Precision == ScalarType.BFloat16 ? new MixedPrecision(model) : null;
        foreach (var size in new[] { SizeOf(0), SizeOf(batches - 1) }.Distinct())
        {
            using var scope = NewDisposeScope();
            mixed?.Check(ChannelsLast.Of(this.train.Slice(0, size).Inputs));
        }
        var steps = (long)batches * options.Epochs;
        var rates = TrySchedule(steps);
        optimizer = MakeOptimizer();
        if (options.CheckpointFolder is not null)
            identity = RunIdentity.Of(options, model, optimizer, rates, this.train, this.validation, classes);
        schedule = options.Schedule?.Invoke(optimizer, (int)steps);
        shuffle = new SeededRandom(options.Seed);
    }

    /// <summary>The rate of the next batch.</summary>
    public double LearningRate => optimizer.ParamGroups.First().LearningRate;

    /// <summary>Visits every sample once; null where it was to stop before.</summary>
    /// <exception cref="TrainingDivergedException">The loss or a part of the model's state became infinite or not a number.</exception>
    public Measurement? TrainEpoch(int epoch, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        model.train();
        mixed?.Lower();
        var order = tensor(Array.ConvertAll(shuffle.Permutation(train.Count), index => (long)index)).to(options.Device);
        var losses = zeros(batches, device: options.Device);
        var correct = zeros(1, dtype: ScalarType.Int64, device: options.Device);
        var rates = new double[batches];
        var plain = epoch > options.Epochs - options.PlainEpochs;
        var (clock, look, loss) = (Stopwatch.StartNew(), LookInterval, 0.0);
        for (var batch = 0; batch < batches && !stop.IsCancellationRequested; batch++)
        {
            rates[batch] = LearningRate;
            Step(order.narrow(0, batch * options.BatchSize, SizeOf(batch)), plain, losses.narrow(0, batch, 1), correct);
            if (clock.Elapsed < look && batch < batches - 1)
                continue;
            look = clock.Elapsed + LookInterval;
            loss = MeanLoss(losses.narrow(0, 0, batch + 1), epoch, rates);
            var done = (batch * (double)options.BatchSize + SizeOf(batch)) / train.Count;
            options.Progress?.Report(new(epoch, options.Epochs, done, loss, clock.Elapsed.TotalSeconds));
        }
        mixed?.Raise();
        if (stop.IsCancellationRequested)
            return null;
        // A last step may have ruined the weights after its loss was taken; statistics don't show in the losses at all.
        foreach (var (name, state) in model.state_dict())
            if (state.is_floating_point() && !state.isfinite().all().item<bool>())
                throw new TrainingDivergedException(name, epoch, batches, rates[^1], LastCheckpoint);
        return new Measurement(loss, correct.item<long>() / (double)train.Count);
    }

    /// <summary>Loss and accuracy on the validation set, after an epoch; null where there is none.</summary>
    /// <exception cref="TrainingDivergedException">The loss is infinite or not a number.</exception>
    public Measurement? Validate(int epoch)
    {
        var measured = validation is null ? null : Measurement.Of(model, validation);
        return measured is null || double.IsFinite(measured.Loss)
            ? measured
            : throw new TrainingDivergedException("the validation loss", epoch, batches, LearningRate, LastCheckpoint);
    }

    /// <summary>Saves where the run stands, after an epoch.</summary>
    public void Save(IReadOnlyList<EpochResult> epochs)
    {
        if (options.CheckpointFolder is not { } folder)
            return;
        Checkpoint.Save(model, LastPath(folder));
        new ResumePoint(identity!, epochs).Save(ResumePath(folder), model, optimizer);
    }

    /// <summary>Goes to where a run that was stopped stood, if it is asked for and there is one; its epochs, none without.</summary>
    public IReadOnlyList<EpochResult> Resume()
    {
        if (!options.Resume || options.CheckpointFolder is not { } folder || !File.Exists(ResumePath(folder)))
            return [];
        var point = ResumePoint.Read(ResumePath(folder), identity!);
        // The schedule holds no more than its position; some go by the rate they find, so the optimizer's comes after.
        for (var step = 0; step < point.Epochs.Count * batches; step++)
            schedule?.step();
        for (var epoch = 0; epoch < point.Epochs.Count; epoch++)
            shuffle.Permutation(train.Count);
        point.Restore(model, optimizer);
        mixed?.FollowModel();
        return point.Epochs;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        mixed?.Dispose();
        foreach (var copy in copies)
            copy.Dispose();
    }

    /// <summary>Samples of a batch; the last one has what is left.</summary>
    private int SizeOf(int batch) => batch < batches - 1 ? options.BatchSize : train.Count - batch * options.BatchSize;

    private void Step(Tensor indices, bool plain, Tensor lossSlot, Tensor correct)
    {
        using var scope = NewDisposeScope();
        var (images, truth) = train.Batch(indices);
        images = images.to(type);
        var targets = truth;
        if (!plain && options.Augmentation is { } augmentation)
            images = augmentation.Apply(images);
        if (!plain && options.Mixing is { } mixing)
            (images, targets) = mixing.Apply(images, functional.one_hot(truth, classes).to(type));

        optimizer.zero_grad();
        images = ChannelsLast.Of(images);
        var logits = mixed is null ? model.call(images) : mixed.Forward(images);
        var loss = options.Loss is { } lossOf ? lossOf(logits, targets) : functional.cross_entropy(logits, targets, label_smoothing: options.LabelSmoothing);
        loss.backward();
        mixed?.HandOverGradients();
        optimizer.step();
        mixed?.TakeWeights();
        schedule?.step();

        lossSlot.copy_(loss.detach());
        correct.add_(logits.argmax(1).eq(truth).sum());
    }

    /// <summary>The mean over the samples of the batches so far.</summary>
    private double MeanLoss(Tensor losses, int epoch, double[] rates)
    {
        using var scope = NewDisposeScope();
        var perBatch = losses.cpu().data<float>().ToArray();
        var bad = Array.FindIndex(perBatch, loss => !float.IsFinite(loss));
        if (bad >= 0)
            throw new TrainingDivergedException("the loss", epoch, bad + 1, rates[bad], LastCheckpoint);
        return perBatch.Select((loss, batch) => (double)loss * SizeOf(batch)).Sum() / Enumerable.Range(0, perBatch.Length).Sum(batch => (long)SizeOf(batch));
    }

    private OptimizerHelper MakeOptimizer() => options.Optimizer(mixed is null ? model.parameters() : mixed.Masters) as OptimizerHelper
        ?? throw new ArgumentException("The optimizer can't be used here: it must take a step from gradients alone and say what its state is, as all of TorchSharp's do but LBFGS.");

    /// <summary>The rates of all steps, or of the first million, found with an optimizer that trains nothing; none without a schedule.</summary>
    private List<double> TrySchedule(long steps)
    {
        if (options.Schedule is not { } make)
            return [];
        if (steps > int.MaxValue)
            throw new ArgumentException($"{options.Epochs} epochs of {batches} batches are more steps than a schedule can count: at most {int.MaxValue}.");
        using var tried = MakeOptimizer();
        var trial = make(tried, (int)steps);
        var rates = new List<double>();
        try
        {
            while (rates.Count < Math.Min(steps, MostTriedSteps))
            {
                rates.Add(tried.ParamGroups.First().LearningRate);
                trial.step();
            }
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException(
                $"{trial.GetType().Name} fails at step {rates.Count} of {steps}: {error.Message} A schedule takes a step a batch, to the end, and follows from the step alone.", error);
        }
        return rates.TrueForAll(double.IsFinite)
            ? rates
            : throw new ArgumentException($"The schedule gives a learning rate of {rates.Find(rate => !double.IsFinite(rate))} at step {rates.FindIndex(rate => !double.IsFinite(rate))} of {steps}.");
    }

    private string? LastCheckpoint => options.CheckpointFolder is { } folder && File.Exists(LastPath(folder)) ? LastPath(folder) : null;

    private static string LastPath(string folder) => Path.Combine(folder, "last.dat");

    private static string ResumePath(string folder) => Path.Combine(folder, "resume.dat");
}
