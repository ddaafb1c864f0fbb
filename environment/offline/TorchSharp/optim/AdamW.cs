using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam whose weight decay shrinks the parameters directly (Loshchilov and Hutter 2019).</summary>
public class AdamW : OptimizerHelper, IBetas
{
    /// <inheritdoc cref="torch.optim.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    /// <inheritdoc cref="torch.optim.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), Adam.Layout, parameters) { }

    /// <summary>The betas of groups added from now on.</summary>
    public (double, double) Betas { get => ((Options)Defaults).Betas; set => ((Options)Defaults).Betas = value; }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override void Update(OptimizerOptions groupOptions, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients) =>
        Adam.Update((Options)groupOptions, states, parameters, gradients, decoupled: true);

    /// <summary>The settings of <see cref="AdamW"/>; see its constructor.</summary>
    public class Options : Adam.Options
    {
        /// <summary>Options that leave everything to the optimizer.</summary>
        public Options() { }

        internal Options(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize)
            : base(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, IBetas
    {
        /// <inheritdoc/>
        public ParamGroup() { }

        /// <inheritdoc/>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <inheritdoc cref="torch.optim.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)) { }

        /// <inheritdoc/>
        public (double, double) Betas { get => Options.Betas; set => Options.Betas = value; }
    }
}
