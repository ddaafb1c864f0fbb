namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// One rise of the rate to a maximum and a long fall far below where it began, over all batches of the training,
                /// while the momentum (or Adam's first beta) goes the other way (Smith and Topin 2018).
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    /// <summary>How one goes from one value to the next.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Along half a cosine wave.</summary>
                        Cos,

                        /// <summary>Along a straight line.</summary>
                        Linear,
                    }

                    /// <summary>The rates and momenta of one parameter group along the cycle.</summary>
                    private sealed record Cycle(double Initial, double Highest, double Final, double BaseMomentum, double MaxMomentum);

                    /// <summary>A part of the cycle: the step it ends at, and what it goes from and to.</summary>
                    private sealed record Phase(double End, Func<Cycle, (double From, double To)> Rate, Func<Cycle, (double From, double To)> Momentum);

                    private readonly int steps;
                    private readonly bool cosine;
                    private readonly bool cycle_momentum;
                    private readonly Cycle[] cycles;
                    private readonly Phase[] phases;

                    internal OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps, int epochs, int steps_per_epoch, double pct_start, AnnealStrategy anneal_strategy, bool cycle_momentum, IEnumerable<double>? base_momentum, IEnumerable<double>? max_momentum, double div_factor, double final_div_factor, bool three_phase, int last_epoch, bool verbose)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("The optimizer must have a momentum or betas if cycle_momentum is on.", nameof(cycle_momentum));
                        if (pct_start is not (>= 0 and <= 1))
                            throw new ArgumentException($"pct_start must lie between 0 and 1, but is {pct_start}.", nameof(pct_start));
                        steps = Steps(total_steps, epochs, steps_per_epoch);
                        cosine = anneal_strategy == AnnealStrategy.Cos;
                        this.cycle_momentum = cycle_momentum;

                        var highest = PerGroup(max_lr, nameof(max_lr));
                        var lowMomenta = PerGroup(base_momentum ?? Groups.Select(_ => 0.85), nameof(base_momentum));
                        var highMomenta = PerGroup(max_momentum ?? Groups.Select(_ => 0.95), nameof(max_momentum));
                        cycles = [.. Groups.Select((_, i) => new Cycle(
                            highest[i] / div_factor, highest[i], highest[i] / div_factor / final_div_factor, lowMomenta[i], highMomenta[i]))];

                        var top = pct_start * steps - 1;
                        phases = three_phase
                            ?
                            [
                                new(top, c => (c.Initial, c.Highest), c => (c.MaxMomentum, c.BaseMomentum)),
                                new(2 * pct_start * steps - 2, c => (c.Highest, c.Initial), c => (c.BaseMomentum, c.MaxMomentum)),
                                new(steps - 1, c => (c.Initial, c.Final), c => (c.MaxMomentum, c.MaxMomentum)),
                            ]
                            :
                            [
                                new(top, c => (c.Initial, c.Highest), c => (c.MaxMomentum, c.BaseMomentum)),
                                new(steps - 1, c => (c.Highest, c.Final), c => (c.BaseMomentum, c.MaxMomentum)),
                            ];
                        step();
                    }

                    private protected override double NextRate(int group)
                    {
                        if (LastEpoch > steps)
                            throw new InvalidOperationException($"Tried to step {LastEpoch + 1} times, but the cycle has {steps} steps in all.");
                        var index = Math.Min(phases.Count(phase => phase.End < LastEpoch), phases.Length - 1);
                        var start = index == 0 ? 0 : phases[index - 1].End;
                        var along = (LastEpoch - start) / (phases[index].End - start);
                        if (cycle_momentum)
                            SetMomentum(Groups[group], Between(phases[index].Momentum(cycles[group]), along));
                        return Between(phases[index].Rate(cycles[group]), along);
                    }

                    private double Between((double From, double To) ends, double along) => cosine
                        ? ends.To + (ends.From - ends.To) / 2 * (1 + Math.Cos(Math.PI * along))
                        : ends.From + (ends.To - ends.From) * along;

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas adam)
                            adam.Betas = (momentum, adam.Betas.Item2);
                        else if (group is IMomentum other)
                            other.Momentum = momentum;
                    }

                    private static int Steps(int total_steps, int epochs, int steps_per_epoch)
                    {
                        if (total_steps == -1 && epochs == -1 && steps_per_epoch == -1)
                            throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch.");
                        if (total_steps != -1)
                            return Positive(total_steps, nameof(total_steps));
                        return Positive(epochs, nameof(epochs)) * Positive(steps_per_epoch, nameof(steps_per_epoch));

                        static int Positive(int value, string name) =>
                            value > 0 ? value : throw new ArgumentException($"{name} must be positive, but is {value}.", name);
                    }

                    private double[] PerGroup(IEnumerable<double> values, string name)
                    {
                        double[] all = [.. values];
                        return all.Length == Groups.Length
                            ? all
                            : throw new ArgumentException($"{all.Length} values of {name} were given for {Groups.Length} parameter groups.", name);
                    }
                }
            }
        }
    }
}
