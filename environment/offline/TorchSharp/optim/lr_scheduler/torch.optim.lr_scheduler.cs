using static TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>
        /// Schedulers of the learning rate. Each sets the rate of epoch 0 when it is made, and goes on with every
        /// <see cref="LRScheduler.step()"/>, which belongs after the optimizer's own steps of the epoch.
        /// </summary>
        /// <remarks>
        /// What is common to all: <c>optimizer</c>, whose parameter groups get the rates; <c>last_epoch</c>, the epoch
        /// after which a training is continued, -1 for a new one; <c>verbose</c>, whether changes are written to the console.
        /// </remarks>
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rate by <paramref name="gamma"/> every <paramref name="step_size"/> epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>Multiplies the rate by <paramref name="gamma"/> at each of the <paramref name="milestones"/>.</summary>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>Multiplies the rate by <paramref name="gamma"/> every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>Half a cosine wave from the initial rate down to <paramref name="eta_min"/> in <paramref name="T_max"/> epochs.</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>A straight line from one factor of the initial rate to another in <paramref name="total_iters"/> epochs.</summary>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>The initial rate times a function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>One scheduler after the other, changing at the milestones.</summary>
            /// <exception cref="ArgumentException">A scheduler of another optimizer, or not one milestone less than schedulers.</exception>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            /// <summary>
            /// Multiplies the rate by a factor whenever a metric has not improved for some epochs; step it with the metric.
            /// </summary>
            /// <param name="mode">"min" if the metric should fall, "max" if it should rise.</param>
            /// <param name="factor">Below 1.</param>
            /// <param name="patience">So many epochs without improvement are borne.</param>
            /// <param name="threshold">How much better is an improvement.</param>
            /// <param name="threshold_mode">Whether that is "rel"ative to the best so far or "abs"olute.</param>
            /// <param name="cooldown">Epochs after a reduction in which nothing is counted.</param>
            /// <param name="min_lr">The lowest rate, one for all groups or one for each.</param>
            /// <param name="eps">Smaller changes of the rate are not made.</param>
            /// <exception cref="ArgumentException">An unknown mode, or a factor of 1 or more.</exception>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            /// <summary>One rise to a maximum rate and a long fall, stepped after every batch (Smith and Topin 2018).</summary>
            /// <param name="max_lr">The highest rate.</param>
            /// <param name="total_steps">How many steps the cycle has; or give epochs and steps_per_epoch.</param>
            /// <param name="epochs">How many epochs the cycle has.</param>
            /// <param name="steps_per_epoch">How many steps an epoch has.</param>
            /// <param name="pct_start">The part of the cycle, 0 to 1, in which the rate rises.</param>
            /// <param name="anneal_strategy">Along a cosine or a straight line.</param>
            /// <param name="cycle_momentum">Whether the momentum, or Adam's beta1, falls while the rate rises and back.</param>
            /// <param name="base_momentum">The lowest momentum.</param>
            /// <param name="max_momentum">The highest momentum.</param>
            /// <param name="div_factor">The cycle begins at max_lr divided by this.</param>
            /// <param name="final_div_factor">The cycle ends at its beginning divided by this.</param>
            /// <param name="three_phase">Whether the fall is as long as the rise and a third phase goes down to the end.</param>
            /// <exception cref="ArgumentException">No or wrong numbers of steps; no momentum to cycle.</exception>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                OneCycleLR(optimizer, ForAll(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, ForAll(optimizer, base_momentum), ForAll(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, int, int, double, AnnealStrategy, bool, double, double, double, double, bool, int, bool)"/>
            /// <remarks>Rates and momenta are given for each parameter group.</remarks>
            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            private static IEnumerable<double> ForAll(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);
        }
    }
}
