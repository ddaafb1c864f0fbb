namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times gamma every step_size epochs.</summary>
                internal sealed class StepLR : LRScheduler
                {
                    private readonly int step_size;
                    private readonly double gamma;

                    internal StepLR(Optimizer optimizer, int step_size, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        (this.step_size, this.gamma) = (step_size, gamma);
                        step();
                    }

                    private protected override double NextRate(int group) =>
                        Groups[group].LearningRate * (LastEpoch != 0 && LastEpoch % step_size == 0 ? gamma : 1);

                    private protected override double RateOfEpoch(int group) => BaseRates[group] * Math.Pow(gamma, LastEpoch / step_size);
                }
            }
        }
    }
}
