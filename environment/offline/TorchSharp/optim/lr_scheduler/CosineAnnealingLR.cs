namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Half a cosine wave from the initial rate down to eta_min in T_max epochs, and up again (Loshchilov and Hutter 2017).</summary>
                internal sealed class CosineAnnealingLR : LRScheduler
                {
                    private readonly double T_max;
                    private readonly double eta_min;

                    internal CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        (this.T_max, this.eta_min) = (T_max, eta_min);
                        step();
                    }

                    private protected override double NextRate(int group)
                    {
                        var rate = Groups[group].LearningRate;
                        if (LastEpoch == 0)
                            return rate;
                        // At the lowest point the ratio below would be 0 / 0.
                        if ((LastEpoch - 1 - T_max) % (2 * T_max) == 0)
                            return rate + (BaseRates[group] - eta_min) * (1 - Math.Cos(Math.PI / T_max)) / 2;
                        return eta_min + (rate - eta_min) * Wave(LastEpoch) / Wave(LastEpoch - 1);
                    }

                    private protected override double RateOfEpoch(int group) => eta_min + (BaseRates[group] - eta_min) * Wave(LastEpoch) / 2;

                    private double Wave(int epoch) => 1 + Math.Cos(Math.PI * epoch / T_max);
                }
            }
        }
    }
}
