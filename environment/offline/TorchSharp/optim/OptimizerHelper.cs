using TorchSharp.IO;
using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What all optimizers share: parameter groups, what is remembered about each parameter, saving and loading.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private readonly List<ParamGroup> groups = [];
    private readonly List<OptimizerState[]> states = [];
    private readonly OptimizerOptions defaults;
    private readonly OptimizerState.Layout layout;

    private protected OptimizerHelper(OptimizerOptions defaults, OptimizerState.Layout layout, IEnumerable<ParamGroup> groups)
    {
        this.defaults = defaults;
        this.layout = layout;
        foreach (var group in groups)
            add_param_group(group);
    }

    private protected OptimizerOptions Defaults => defaults;

    /// <inheritdoc/>
    public override IEnumerable<ILearningRateController> ParamGroups => groups;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => states.SelectMany(group => group).Select(state => state.Parameter);

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= NewOptions();
        param_group.Options.FillFrom(defaults);
        param_group.InitialLearningRate = param_group.LearningRate;
        groups.Add(param_group);
        states.Add([.. param_group.Parameters.Select(parameter => new OptimizerState(parameter, layout))]);
    }

    /// <inheritdoc/>
    public override void zero_grad()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor[] gradients = [.. parameters().Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length > 0)
            Aten.Run("_foreach_zero_", gradients);
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var grad = enable_grad();
            loss = closure();
        }
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < groups.Count; i++)
        {
            // Parameters that have had gradients equally often, in general all, are changed by the same few calls.
            foreach (var alike in WithGradient(states[i]).GroupBy(pair => pair.State.Step))
            {
                OptimizerState[] changing = [.. alike.Select(pair => pair.State)];
                foreach (var state in changing)
                    state.Step++;
                Update(groups[i].Options, changing, [.. changing.Select(state => state.Parameter)], [.. alike.Select(pair => pair.Gradient)]);
            }
        }
        return loss;
    }

    /// <summary>One step for parameters of one group, all with gradients and equal step counts; called without autograd, in a dispose scope.</summary>
    private protected abstract void Update(OptimizerOptions groupOptions, OptimizerState[] states, Tensor[] parameters, Tensor[] gradients);

    private protected abstract OptimizerOptions NewOptions();

    /// <summary>Saves options and state of every group in TorchSharp's own format; the file appears only when complete.</summary>
    /// <param name="location">A file; replaced if it exists.</param>
    public void save_state_dict(string location) => StateFile.Write(location, save_state_dict);

    /// <inheritdoc cref="save_state_dict(string)"/>
    /// <param name="writer">Where to write; stays open.</param>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(groups.Count);
        writer.Write7BitEncodedInt64(states.Sum(group => group.Length));
        foreach (var group in groups)
            group.Options.Save(writer);
        foreach (var state in states.SelectMany(group => group))
            state.Save(writer);
    }

    /// <summary>
    /// Continues where a saved optimizer of the same kind stood, over parameters of the same shapes in the same order.
    /// Nothing is changed unless everything could be read.
    /// </summary>
    /// <param name="location">A file that <see cref="save_state_dict(string)"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds another kind of optimizer, or something else.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters, or a parameter's shape, are others.</exception>
    /// <exception cref="EndOfStreamException">The file is truncated.</exception>
    public void load_state_dict(string location) => StateFile.Read(location, load_state_dict);

    /// <inheritdoc cref="load_state_dict(string)"/>
    /// <param name="reader">Where to read; stays open.</param>
    public void load_state_dict(BinaryReader reader)
    {
        var source = StateFile.NameOf(reader);
        var loadedOptions = new List<OptimizerOptions>();
        var loadedStates = new List<OptimizerState[]>();
        try
        {
            var kind = reader.ReadString();
            if (kind != GetType().Name)
                throw new InvalidDataException($"{source} holds the state of an optimizer '{kind}', but this one is '{GetType().Name}'.");
            CheckCount("parameter groups", reader.Read7BitEncodedInt64(), groups.Count);
            CheckCount("parameters", reader.Read7BitEncodedInt64(), states.Sum(group => group.Length));
            foreach (var group in groups)
                loadedOptions.Add(group.Options.Load(reader));
            foreach (var group in states)
            {
                loadedStates.Add([.. group.Select(state => new OptimizerState(state.Parameter, layout))]);
                foreach (var state in loadedStates[^1])
                    state.Load(reader);
            }
        }
        catch (Exception e)
        {
            DisposeAll(loadedStates);
            if (e is EndOfStreamException)
                throw new EndOfStreamException($"{source} ends in the middle of the optimizer's state: it is truncated.", e);
            throw;
        }
        DisposeAll(states);
        for (var i = 0; i < groups.Count; i++)
            (groups[i].Options, states[i]) = (loadedOptions[i], loadedStates[i]);

        void CheckCount(string what, long found, int expected)
        {
            if (found != expected)
                throw new ArgumentException($"{source} holds an optimizer of {found} {what}, but this one has {expected}.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            DisposeAll(states);
    }

    private static IEnumerable<(OptimizerState State, Tensor Gradient)> WithGradient(OptimizerState[] states)
    {
        foreach (var state in states)
        {
            if (state.Parameter.grad is { } gradient)
                yield return (state, gradient);
        }
    }

    private static void DisposeAll(List<OptimizerState[]> states)
    {
        foreach (var state in states.SelectMany(group => group))
            state.Dispose();
    }
}
