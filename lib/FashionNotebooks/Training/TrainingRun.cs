using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>One run under way: the model, its data on the device, the optimizer and the schedules, and where they stand.</summary>
internal sealed class TrainingRun : IDisposable
{
    // Reading a number back makes a GPU wait for it, so the losses are looked at once in so many batches.
    private const int BatchesBetweenChecks = 25;

    private readonly Module<Tensor, Tensor> model;
    private readonly TrainingOptions options;
    private readonly Tensor inputs;
    private readonly Tensor labels;
    private readonly RunIdentity identity;
    private readonly MixedPrecision? mixed;
    private readonly Optimizer optimizer;
    private readonly lr_scheduler.LRScheduler? schedule;
    private readonly lr_scheduler.LRScheduler? batchSchedule;
    private readonly SeededRandom shuffle;
    private readonly int batches;
    private readonly int classes;

    public TrainingRun(Module<Tensor, Tensor> model, LabeledTensors train, TrainingOptions options)
    {
        (this.model, this.options) = (model, options);
        model.to(options.Device);
        Checkpoint.MakeContiguous(model);
        inputs = train.Inputs.to(options.Device);
        labels = train.Labels.to(options.Device);
        identity = RunIdentity.Of(options, model, train);
        mixed = options.Precision == ScalarType.BFloat16 ? new MixedPrecision(model) : null;
        optimizer = options.Optimizer(mixed is null ? model.parameters() : mixed.Masters);
        batches = (train.Count + options.BatchSize - 1) / options.BatchSize;
        schedule = options.Schedule?.Invoke(optimizer);
        batchSchedule = options.BatchSchedule?.Invoke(optimizer, batches * options.Epochs);
        shuffle = new SeededRandom(options.Seed);
        classes = (int)train.Labels.max().item<long>() + 1;
    }

    /// <summary>The rate of the next batch.</summary>
    public double LearningRate => optimizer.ParamGroups.First().LearningRate;

    /// <summary>Visits every sample once; null where Ctrl-C came first.</summary>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public Measurement? TrainEpoch(int epoch, ProgressLine progress, Interruption interruption)
    {
        using var scope = NewDisposeScope();
        model.train();
        mixed?.Lower();
        var count = (int)labels.shape[0];
        var order = tensor(Array.ConvertAll(shuffle.Permutation(count), index => (long)index)).to(options.Device);
        var losses = zeros(batches, device: options.Device);
        var correct = zeros(1, dtype: ScalarType.Int64, device: options.Device);
        var rates = new double[batches];
        var plain = epoch > options.Epochs - options.PlainEpochs;
        for (var batch = 0; batch < batches && !interruption.Requested; batch++)
        {
            rates[batch] = LearningRate;
            var start = batch * options.BatchSize;
            Step(order.narrow(0, start, Math.Min(options.BatchSize, count - start)), plain, losses.narrow(0, batch, 1), correct);
            var done = batch + 1;
            if (done % BatchesBetweenChecks == 0 || done == batches)
                CheckLosses(epoch, losses.narrow(0, 0, done), rates);
            progress.Report(Math.Min(start + options.BatchSize, count), () => Invariant($"loss {losses.narrow(0, 0, done).mean().item<float>():F4}"));
        }
        mixed?.Raise();
        if (interruption.Requested)
            return null;
        // A last step may have ruined the weights after its loss was taken.
        if (!model.parameters().All(weight => weight.isfinite().all().item<bool>()))
            throw new TrainingDivergedException(epoch, batches, rates[^1], LastCheckpoint);
        schedule?.step();
        return new Measurement(MeanLoss(losses, count), correct.item<long>() / (double)count);
    }

    private void Step(Tensor batch, bool plain, Tensor lossSlot, Tensor correct)
    {
        using var scope = NewDisposeScope();
        var (images, truth) = (inputs.index_select(0, batch), labels.index_select(0, batch));
        var targets = truth;
        if (!plain && options.Augmentation is { } augmentation)
            images = augmentation.Apply(images);
        if (!plain && options.Mixing is { } mixing)
            (images, targets) = mixing.Apply(images, functional.one_hot(truth, classes).to(ScalarType.Float32));

        optimizer.zero_grad();
        images = ChannelsLast.Of(images);
        var logits = mixed is null ? model.call(images) : mixed.Forward(images);
        var loss = options.Loss is { } lossOf ? lossOf(logits, targets) : functional.cross_entropy(logits, targets, label_smoothing: options.LabelSmoothing);
        loss.backward();
        mixed?.HandOverGradients();
        optimizer.step();
        mixed?.TakeWeights();
        batchSchedule?.step();

        lossSlot.copy_(loss.detach());
        correct.add_(logits.argmax(1).eq(truth).sum());
    }

    private void CheckLosses(int epoch, Tensor losses, double[] rates)
    {
        using var scope = NewDisposeScope();
        if (losses.isfinite().all().item<bool>())
            return;
        var first = Array.FindIndex(losses.cpu().data<float>().ToArray(), loss => !float.IsFinite(loss));
        throw new TrainingDivergedException(epoch, first + 1, rates[first], LastCheckpoint);
    }

    private double MeanLoss(Tensor losses, int count)
    {
        var perBatch = losses.cpu().data<float>().ToArray();
        return perBatch.Select((loss, batch) => (double)loss * Math.Min(options.BatchSize, count - batch * options.BatchSize)).Sum() / count;
    }

    /// <summary>Saves where the run stands, after an epoch.</summary>
    public void Save(IReadOnlyList<EpochResult> epochs, int bestEpoch)
    {
        if (options.CheckpointFolder is not { } folder)
            return;
        Checkpoint.Save(model, Path.Combine(folder, "last.dat"));
        if (bestEpoch == epochs.Count)
            Checkpoint.Save(model, BestPath(folder));
        new History(epochs).Save(Path.Combine(folder, "history.json"));
        // Last, since it names the best epoch: best.dat is never older than it says.
        new ResumePoint(identity, epochs, bestEpoch).Save(ResumePath(folder), model, optimizer);
    }

    /// <summary>Goes to where a run that was stopped stood, if it is asked for and there is one; its epochs, none without.</summary>
    public IReadOnlyList<EpochResult> Resume(BestWeights best)
    {
        if (!options.Resume || options.CheckpointFolder is not { } folder || !File.Exists(ResumePath(folder)))
            return [];
        var point = ResumePoint.Read(ResumePath(folder), identity);
        if (point.BestEpoch > 0)
        {
            Checkpoint.Load(model, BestPath(folder));
            best.Offer(point.BestEpoch, point.Epochs[point.BestEpoch - 1].ValidationLoss!.Value);
        }
        // The schedules hold no more than their position.
        for (var epoch = 0; epoch < point.Epochs.Count; epoch++)
        {
            shuffle.Permutation((int)labels.shape[0]);
            schedule?.step();
            for (var batch = 0; batch < batches; batch++)
                batchSchedule?.step();
        }
        point.Restore(model, optimizer);
        mixed?.FollowModel();
        options.Progress?.WriteLine($"resuming after epoch {point.Epochs.Count} of {options.Epochs}");
        return point.Epochs;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        mixed?.Dispose();
    }

    private string? LastCheckpoint => options.CheckpointFolder is { } folder && File.Exists(Path.Combine(folder, "last.dat"))
        ? Path.Combine(folder, "last.dat")
        : null;

    private static string BestPath(string folder) => Path.Combine(folder, "best.dat");

    private static string ResumePath(string folder) => Path.Combine(folder, "resume.dat");
}
