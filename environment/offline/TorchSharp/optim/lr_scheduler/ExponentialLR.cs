namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times gamma every epoch.</summary>
                internal sealed class ExponentialLR : LRScheduler
                {
                    private readonly double gamma;

                    internal ExponentialLR(Optimizer optimizer, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double NextRate(int group) => Groups[group].LearningRate * (LastEpoch == 0 ? 1 : gamma);

                    private protected override double RateOfEpoch(int group) => BaseRates[group] * Math.Pow(gamma, LastEpoch);
                }
            }
        }
    }
}
