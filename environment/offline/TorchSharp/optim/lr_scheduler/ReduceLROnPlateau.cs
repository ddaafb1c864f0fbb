namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times factor whenever a metric has not improved for more than patience epochs.</summary>
                internal sealed class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool minimize;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly bool relative;
                    private readonly int cooldown;
                    private readonly double[] lowest;
                    private readonly double eps;
                    private readonly bool verbose;

                    private double best;
                    private int badEpochs;
                    private int cooling;

                    internal ReduceLROnPlateau(Optimizer optimizer, string mode, double factor, int patience, double threshold, string threshold_mode, int cooldown, IList<double>? min_lr, double eps, bool verbose)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException($"The factor must be below 1, not {factor}.", nameof(factor));
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"The mode is 'min' or 'max', not '{mode}'.", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"The threshold mode is 'rel' or 'abs', not '{threshold_mode}'.", nameof(threshold_mode));
                        lowest = min_lr switch
                        {
                            null or [] => new double[Groups.Length],
                            [var one] => [.. Enumerable.Repeat(one, Groups.Length)],
                            _ when min_lr.Count == Groups.Length => [.. min_lr],
                            _ => throw new ArgumentException($"{min_lr.Count} lowest rates were given for {Groups.Length} parameter groups.", nameof(min_lr)),
                        };
                        (minimize, relative) = (mode == "min", threshold_mode == "rel");
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps, this.verbose) = (factor, patience, threshold, cooldown, eps, verbose);
                        best = minimize ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <summary>Regards a metric. As in TorchSharp, <see cref="LRScheduler.get_last_lr"/> stays at the first rates: ask the optimizer's groups.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        if (IsBetter(current))
                            (best, badEpochs) = (current, 0);
                        else
                            badEpochs++;
                        if (cooling > 0)
                        {
                            cooling--;
                            badEpochs = 0;
                        }
                        if (badEpochs > patience)
                        {
                            Reduce();
                            (cooling, badEpochs) = (cooldown, 0);
                        }
                    }

                    public override void step() => throw NeedsMetric();

                    public override void step(int? epoch) => throw NeedsMetric();

                    private static InvalidOperationException NeedsMetric() =>
                        new("ReduceLROnPlateau needs a metric: call step(double, int?) with the validation loss or the like.");

                    private bool IsBetter(double current) => (minimize, relative) switch
                    {
                        (true, true) => current < best * (1 - threshold),
                        (true, false) => current < best - threshold,
                        (false, true) => current > best * (1 + threshold),
                        (false, false) => current > best + threshold,
                    };

                    private void Reduce()
                    {
                        for (var i = 0; i < Groups.Length; i++)
                        {
                            var rate = Math.Max(Groups[i].LearningRate * factor, lowest[i]);
                            if (Groups[i].LearningRate - rate <= eps)
                                continue;
                            Groups[i].LearningRate = rate;
                            if (verbose)
                                Console.WriteLine($"Epoch {LastEpoch}: reducing learning rate of group {i} to {rate:g4}.");
                        }
                    }

                    private protected override double NextRate(int group) => Groups[group].LearningRate;
                }
            }
        }
    }
}
