namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times a function of the epoch, one function a parameter group.</summary>
                internal sealed class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> lr_lambda;

                    internal LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                    {
                        this.lr_lambda = lr_lambda;
                        step();
                    }

                    private protected override double NextRate(int group) => BaseRates[group] * lr_lambda(LastEpoch);
                }
            }
        }
    }
}
