namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A straight line from start_factor to end_factor times the initial rate, in total_iters epochs.</summary>
                internal sealed class LinearLR : LRScheduler
                {
                    private readonly double start_factor;
                    private readonly double end_factor;
                    private readonly int total_iters;

                    internal LinearLR(Optimizer optimizer, double start_factor, double end_factor, int total_iters, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        (this.start_factor, this.end_factor, this.total_iters) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    private protected override double NextRate(int group)
                    {
                        var rate = Groups[group].LearningRate;
                        if (LastEpoch == 0)
                            return rate * start_factor;
                        if (LastEpoch > total_iters)
                            return rate;
                        var rise = end_factor - start_factor;
                        return rate * (1 + rise / (total_iters * start_factor + (LastEpoch - 1) * rise));
                    }

                    private protected override double RateOfEpoch(int group) =>
                        BaseRates[group] * (start_factor + (end_factor - start_factor) * Math.Min(total_iters, LastEpoch) / total_iters);
                }
            }
        }
    }
}
