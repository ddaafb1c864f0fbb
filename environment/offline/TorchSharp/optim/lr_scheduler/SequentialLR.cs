namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One scheduler after the other, changing at the milestones, where each begins at its epoch 0.</summary>
                internal sealed class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    internal SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch) : base(optimizer, last_epoch + 1, verbose: false)
                    {
                        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
                        if (this.schedulers.Any(scheduler => scheduler.Optimizer != optimizer))
                            throw new ArgumentException("All schedulers of a SequentialLR must belong to its optimizer.", nameof(schedulers));
                        if (this.milestones.Length != this.schedulers.Length - 1)
                            throw new ArgumentException($"{this.schedulers.Length} schedulers need {this.schedulers.Length - 1} milestones, but there are {this.milestones.Length}.", nameof(milestones));

                        // Each scheduler made its first step when it was constructed: take that back, and let the first begin.
                        foreach (var group in Groups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in this.schedulers)
                            scheduler.LastEpoch--;
                        this.schedulers[0].step();
                        TakeRates();
                    }

                    public override void step(int? epoch)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        var index = milestones.Count(milestone => milestone <= LastEpoch);
                        if (index > 0 && milestones[index - 1] == LastEpoch)
                            schedulers[index].step((int?)0);
                        else
                            schedulers[index].step();
                        TakeRates();
                    }

                    private protected override double NextRate(int group) => Groups[group].LearningRate;
                }
            }
        }
    }
}
