using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RMSprop (Hinton's lecture 6e): each step is divided by a running root mean square of the gradient.</summary>
public class RMSProp : OptimizerHelper, IMomentum
{
    private const int SquareAverage = 0, MomentumBuffer = 1, GradientAverage = 2;

    /// <inheritdoc cref="torch.optim.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize) { }

    /// <inheritdoc cref="torch.optim.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = Valid.NotNegative(lr),
                alpha = Valid.NotNegative(alpha),
                eps = Valid.NotNegative(eps),
                weight_decay = Valid.NotNegative(weight_decay),
                momentum = Valid.NotNegative(momentum),
                centered = centered,
                maximize = maximize,
            },
            new(SavesStep: true, Always: 1, Sometimes: 2),
            parameters) { }

    /// <summary>The momentum of groups added from now on.</summary>
    public double Momentum { get => ((Options)Defaults).momentum!.Value; set => ((Options)Defaults).momentum = value; }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override void Update(OptimizerOptions groupOptions, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients)
    {
        var options = (Options)groupOptions;
        var (rate, alpha) = (options.LearningRate!.Value, options.alpha!.Value);
        if (options.maximize!.Value)
            gradients = Aten.CallMany("_foreach_neg", gradients);
        if (options.weight_decay!.Value != 0)
            gradients = Aten.CallMany("_foreach_add.List", gradients, parameters, options.weight_decay);

        var squares = OptimizerState.Averages(states, SquareAverage);
        Aten.Run("_foreach_mul_.Scalar", squares, alpha);
        Aten.Run("_foreach_addcmul_.Scalar", squares, gradients, gradients, 1 - alpha);
        if (options.centered!.Value)
        {
            var means = OptimizerState.Averages(states, GradientAverage);
            Aten.Run("_foreach_mul_.Scalar", means, alpha);
            Aten.Run("_foreach_add_.List", means, gradients, 1 - alpha);
            squares = Aten.CallMany("_foreach_addcmul.Scalar", squares, means, means, -1);
        }
        var roots = Aten.CallMany("_foreach_sqrt", squares);
        Aten.Run("_foreach_add_.Scalar", roots, options.eps);

        if (options.momentum!.Value > 0)
        {
            var buffers = OptimizerState.Averages(states, MomentumBuffer);
            Aten.Run("_foreach_mul_.Scalar", buffers, options.momentum);
            Aten.Run("_foreach_addcdiv_.Scalar", buffers, gradients, roots);
            Aten.Run("_foreach_add_.List", parameters, buffers, -rate);
        }
        else
        {
            Aten.Run("_foreach_addcdiv_.Scalar", parameters, gradients, roots, -rate);
        }
    }

    /// <summary>The settings of <see cref="RMSProp"/>; see its constructor.</summary>
    public class Options : OptimizerOptions
    {
        public bool? maximize;
        public double? momentum;
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public bool? centered;

        internal override void FillFrom(OptimizerOptions defaults)
        {
            base.FillFrom(defaults);
            var own = (Options)defaults;
            maximize ??= own.maximize;
            momentum ??= own.momentum;
            alpha ??= own.alpha;
            eps ??= own.eps;
            weight_decay ??= own.weight_decay;
            centered ??= own.centered;
        }

        internal override void Save(BinaryWriter writer)
        {
            base.Save(writer);
            writer.Write(maximize!.Value);
            writer.Write(momentum!.Value);
            writer.Write(alpha!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(centered!.Value);
        }

        private protected override void Read(BinaryReader reader)
        {
            base.Read(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        /// <inheritdoc/>
        public ParamGroup() { }

        /// <inheritdoc/>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <inheritdoc cref="torch.optim.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
            : base(parameters, new Options { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered }) { }

        /// <inheritdoc/>
        public double Momentum { get => Options.momentum!.Value; set => Options.momentum = value; }
    }
}
