using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015); weight decay is added to the gradient.</summary>
public class Adam : OptimizerHelper, IBetas
{
    private const int Average = 0, SquareAverage = 1, LargestSquareAverage = 2;

    internal static readonly OptimizerState.Layout Layout = new(SavesStep: true, Always: 2, Sometimes: 1);

    /// <inheritdoc cref="torch.optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    /// <inheritdoc cref="torch.optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), Layout, parameters) { }

    /// <summary>The betas of groups added from now on.</summary>
    public (double, double) Betas { get => ((Options)Defaults).Betas; set => ((Options)Defaults).Betas = value; }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override void Update(OptimizerOptions groupOptions, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients) =>
        Update((Options)groupOptions, states, parameters, gradients, decoupled: false);

    /// <param name="decoupled">Whether weight decay shrinks the parameters, as AdamW wants, instead of adding to the gradients.</param>
    internal static void Update(Options options, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients, bool decoupled)
    {
        var rate = options.LearningRate!.Value;
        var (beta1, beta2) = options.Betas;
        if (options.maximize!.Value)
            gradients = Aten.CallMany("_foreach_neg", gradients);
        if (options.weight_decay!.Value != 0)
        {
            if (decoupled)
                Aten.Run("_foreach_mul_.Scalar", parameters, 1 - rate * options.weight_decay.Value);
            else
                gradients = Aten.CallMany("_foreach_add.List", gradients, parameters, options.weight_decay);
        }

        var averages = OptimizerState.Averages(states, Average);
        Aten.Run("_foreach_mul_.Scalar", averages, beta1);
        Aten.Run("_foreach_add_.List", averages, gradients, 1 - beta1);
        var squares = OptimizerState.Averages(states, SquareAverage);
        Aten.Run("_foreach_mul_.Scalar", squares, beta2);
        Aten.Run("_foreach_addcmul_.Scalar", squares, gradients, gradients, 1 - beta2);
        if (options.amsgrad!.Value)
        {
            var largest = OptimizerState.Averages(states, LargestSquareAverage);
            Aten.Run("_foreach_maximum_.List", largest, squares);
            squares = largest;
        }

        // Both averages began as zeros; dividing by these takes that out.
        var correction1 = 1 - Math.Pow(beta1, states[0].Step);
        var correction2 = 1 - Math.Pow(beta2, states[0].Step);
        var roots = Aten.CallMany("_foreach_sqrt", squares);
        Aten.Run("_foreach_div_.Scalar", roots, Math.Sqrt(correction2));
        Aten.Run("_foreach_add_.Scalar", roots, options.eps);
        Aten.Run("_foreach_addcdiv_.Scalar", parameters, averages, roots, -rate / correction1);
    }

    /// <summary>The settings of <see cref="Adam"/>; see its constructor.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        /// <summary>Options that leave everything to the optimizer.</summary>
        public Options() { }

        internal Options(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize)
        {
            LearningRate = Valid.NotNegative(lr);
            this.beta1 = Valid.BelowOne(beta1);
            this.beta2 = Valid.BelowOne(beta2);
            this.eps = Valid.NotNegative(eps);
            this.weight_decay = Valid.NotNegative(weight_decay);
            this.amsgrad = amsgrad;
            this.maximize = maximize;
        }

        internal (double, double) Betas { get => (beta1!.Value, beta2!.Value); set => (beta1, beta2) = value; }

        internal override void FillFrom(OptimizerOptions defaults)
        {
            base.FillFrom(defaults);
            var own = (Options)defaults;
            beta1 ??= own.beta1;
            beta2 ??= own.beta2;
            weight_decay ??= own.weight_decay;
            eps ??= own.eps;
            amsgrad ??= own.amsgrad;
            maximize ??= own.maximize;
        }

        internal override void Save(BinaryWriter writer)
        {
            base.Save(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        private protected override void Read(BinaryReader reader)
        {
            base.Read(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, IBetas
    {
        /// <inheritdoc/>
        public ParamGroup() { }

        /// <inheritdoc/>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <inheritdoc cref="torch.optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)) { }

        /// <inheritdoc/>
        public (double, double) Betas { get => Options.Betas; set => Options.Betas = value; }
    }
}
