namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimizer from epoch to epoch (or from batch to batch).</summary>
            public abstract class LRScheduler
            {
                private readonly bool verbose;
                private readonly double[] lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    LastEpoch = last_epoch;
                    this.verbose = verbose;
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    lastRates = [.. Groups.Select(group => group.LearningRate)];
                }

                internal Optimizer Optimizer { get; }

                /// <summary>How many epochs are over; -1 before the constructor's own step.</summary>
                internal int LastEpoch { get; set; }

                private protected ILearningRateController[] Groups { get; }

                private protected double[] BaseRates { get; }

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes to an epoch, counted from 0; null is the next.</summary>
                public virtual void step(int? epoch)
                {
                    LastEpoch = epoch ?? LastEpoch + 1;
                    for (var i = 0; i < Groups.Length; i++)
                    {
                        var rate = epoch is null ? NextRate(i) : RateOfEpoch(i);
                        if (verbose && rate != lastRates[i])
                            Console.WriteLine($"Adjusting learning rate to {rate}");
                        Groups[i].LearningRate = lastRates[i] = rate;
                    }
                }

                /// <summary>Goes on to the next epoch, or a certain one, given what the last one reached.</summary>
                /// <param name="current">A metric such as the validation loss; only <see cref="ReduceLROnPlateau"/> regards it.</param>
                /// <param name="epoch">Counted from 0; null is the next.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates of the parameter groups after the last step.</summary>
                public IEnumerable<double> get_last_lr() => lastRates;

                /// <summary>A group's rate at <see cref="LastEpoch"/>, given its rate one epoch before.</summary>
                private protected abstract double NextRate(int group);

                /// <summary>A group's rate at <see cref="LastEpoch"/>, whatever it was before.</summary>
                private protected virtual double RateOfEpoch(int group) => NextRate(group);

                /// <summary>Remembers rates that something else set.</summary>
                private protected void TakeRates()
                {
                    for (var i = 0; i < Groups.Length; i++)
                        lastRates[i] = Groups[i].LearningRate;
                }
            }
        }
    }
}
