using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>The loss while the learning rate rises from step to step (L. N. Smith, Cyclical Learning Rates, 2017).</summary>
/// <param name="Rates">Of each step, rising by the same factor.</param>
/// <param name="Losses">Of each step's batch, before the step, in nats.</param>
public sealed record RateSweep(IReadOnlyList<double> Rates, IReadOnlyList<double> Losses)
{
    // Weight of the past in the running mean, and where a loss has run away: so many times the smallest.
    private const double Memory = 0.9, TooMuch = 4;

    /// <summary>The running mean of the losses, which single batches let jump.</summary>
    public IReadOnlyList<double> Smoothed
    {
        get
        {
            var (sum, weight) = (0.0, 0.0);
            return [.. Losses.Select(loss => (sum = Memory * sum + (1 - Memory) * loss) / (weight = Memory * weight + 1 - Memory))];
        }
    }

    /// <summary>A rate to begin with: a tenth of the one at which the running mean is smallest, where training is about to become unstable.</summary>
    public double Suggestion => Rates[Smoothed.Index().MinBy(step => step.Item).Index] / 10;

    internal static RateSweep Of(Module<Tensor, Tensor> model, LabeledTensors train, TrainingOptions options, int steps, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        if (!(low > 0 && high > low && double.IsFinite(high)))
            throw new ArgumentException(Invariant($"The rates rise from one above 0 to a higher one, but these go from {low} to {high}."));
        using var scope = NewDisposeScope();
        using var generator = random.manual_seed(options.Seed);
        using var optimizer = options.Optimizer(model.to(options.Device).parameters()) as OptimizerHelper
            ?? throw new ArgumentException("The optimizer has no rate that could be raised.", nameof(options));
        var data = train.To(options.Device);
        var draws = new SeededRandom(options.Seed);
        var (rates, losses) = (new List<double>(), new List<double>());
        var sweep = new RateSweep(rates, losses);
        model.train();
        for (var step = 0; step < steps; step++)
        {
            var rate = low * Math.Pow(high / low, step / (steps - 1.0));
            var loss = Step(rate);
            if (!double.IsFinite(loss))
                break;
            rates.Add(rate);
            losses.Add(loss);
            var smoothed = sweep.Smoothed;
            if (smoothed[^1] > TooMuch * smoothed.Min())
                break;
        }
        return losses.Count > 0 ? sweep : throw new ArgumentException("The loss is no number even at the lowest rate.");

        double Step(double rate)
        {
            using var inner = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = rate;
            var indices = Enumerable.Range(0, Math.Min(options.BatchSize, data.Count)).Select(_ => (long)draws.NextInt(data.Count)).ToArray();
            var (images, labels) = data.Batch(tensor(indices).to(options.Device));
            optimizer.zero_grad();
            var loss = functional.cross_entropy(model.call(ChannelsLast.Of(images)), labels, label_smoothing: options.LabelSmoothing);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }
    }
}
