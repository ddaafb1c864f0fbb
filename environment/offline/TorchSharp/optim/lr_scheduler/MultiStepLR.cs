namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times gamma at each milestone.</summary>
                internal sealed class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> milestones;
                    private readonly double gamma;

                    internal MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        (this.milestones, this.gamma) = (milestones, gamma);
                        step();
                    }

                    private protected override double NextRate(int group) => Groups[group].LearningRate * (milestones.Contains(LastEpoch) ? gamma : 1);

                    private protected override double RateOfEpoch(int group) =>
                        BaseRates[group] * Math.Pow(gamma, milestones.Distinct().Count(milestone => milestone <= LastEpoch));
                }
            }
        }
    }
}
