using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that an optimizer changes with the same options.</summary>
public class ParamGroup : ILearningRateController
{
    internal ParamGroup(IEnumerable<Parameter> parameters, OptimizerOptions? options) => (Parameters, Options) = (parameters, options!);

    /// <summary>What the optimizer changes; read when the group is added to one.</summary>
    public IEnumerable<Parameter> Parameters { get; set; }

    /// <summary>The settings; null until the group is added to an optimizer takes all of its own.</summary>
    public OptimizerOptions Options { get; set; }

    /// <inheritdoc/>
    public double LearningRate { get => Options.LearningRate!.Value; set => Options.LearningRate = value; }

    /// <inheritdoc/>
    public double InitialLearningRate { get => Options.InitialLearningRate; set => Options.InitialLearningRate = value; }
}

/// <summary>A parameter group with the options of one kind of optimizer.</summary>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>A group to be filled.</summary>
    public ParamGroup() : this([]) { }

    /// <param name="parameters">What the optimizer changes.</param>
    /// <param name="options">The settings; left out, the optimizer's own.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null) : base(parameters, options) { }

    /// <inheritdoc cref="ParamGroup.Options"/>
    public new TOptions Options { get => (TOptions)base.Options; set => base.Options = value; }
}
