using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum as PyTorch defines it (Sutskever et al. 2013, without their scaling by the rate).</summary>
public class SGD : OptimizerHelper, IMomentum
{
    private const int MomentumBuffer = 0;

    /// <inheritdoc cref="torch.optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

    /// <inheritdoc cref="torch.optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = Valid.NotNegative(lr),
                momentum = Valid.NotNegative(momentum),
                dampening = dampening,
                weight_decay = Valid.NotNegative(weight_decay),
                nesterov = nesterov && (momentum == 0 || dampening != 0)
                    ? throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening.", nameof(nesterov))
                    : nesterov,
                maximize = maximize,
            },
            new(SavesStep: false, Always: 0, Sometimes: 1),
            parameters) { }

    /// <summary>The momentum of groups added from now on.</summary>
    public double Momentum { get => ((Options)Defaults).momentum!.Value; set => ((Options)Defaults).momentum = value; }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override void Update(OptimizerOptions groupOptions, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients)
    {
        var options = (Options)groupOptions;
        var momentum = options.momentum!.Value;
        if (options.maximize!.Value)
            gradients = Aten.CallMany("_foreach_neg", gradients);
        if (options.weight_decay!.Value != 0)
            gradients = Aten.CallMany("_foreach_add.List", gradients, parameters, options.weight_decay);
        if (momentum != 0)
        {
            var buffers = Accumulate(states, gradients, momentum, 1 - options.dampening!.Value);
            gradients = options.nesterov!.Value ? Aten.CallMany("_foreach_add.List", gradients, buffers, momentum) : buffers;
        }
        Aten.Run("_foreach_add_.List", parameters, gradients, -options.LearningRate!.Value);
    }

    // A parameter's first gradient becomes its buffer undampened; later ones are added to what is left of it.
    private static Tensor[] Accumulate(OptimizerState[] states, Tensor[] gradients, double momentum, double weight)
    {
        var old = Enumerable.Range(0, states.Length).Where(i => states[i][MomentumBuffer] is not null).ToArray();
        if (old.Length > 0)
        {
            Tensor[] buffers = [.. old.Select(i => states[i][MomentumBuffer]!)];
            Aten.Run("_foreach_mul_.Scalar", buffers, momentum);
            Aten.Run("_foreach_add_.List", buffers, old.Select(i => gradients[i]).ToArray(), weight);
        }
        for (var i = 0; i < states.Length; i++)
            states[i][MomentumBuffer] ??= gradients[i].clone();
        return [.. states.Select(state => state[MomentumBuffer]!)];
    }

    /// <summary>The settings of <see cref="SGD"/>; see its constructor.</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        internal override void FillFrom(OptimizerOptions defaults)
        {
            base.FillFrom(defaults);
            var own = (Options)defaults;
            momentum ??= own.momentum;
            dampening ??= own.dampening;
            weight_decay ??= own.weight_decay;
            nesterov ??= own.nesterov;
            maximize ??= own.maximize;
        }

        internal override void Save(BinaryWriter writer)
        {
            base.Save(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }

        private protected override void Read(BinaryReader reader)
        {
            base.Read(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        /// <inheritdoc/>
        public ParamGroup() { }

        /// <inheritdoc/>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <inheritdoc cref="torch.optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize }) { }

        /// <inheritdoc/>
        public double Momentum { get => Options.momentum!.Value; set => Options.momentum = value; }
    }
}
