using TorchSharp.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers about one parameter: its steps so far, and averages of the parameter's shape.</summary>
internal sealed class OptimizerState(Parameter parameter, OptimizerState.Layout layout) : IDisposable
{
    /// <summary>How a kind of optimizer saves its state.</summary>
    /// <param name="SavesStep">Whether the step count is saved.</param>
    /// <param name="Always">The first so many averages are always saved, as zeros if need be.</param>
    /// <param name="Sometimes">So many more are saved only if they were used.</param>
    internal readonly record struct Layout(bool SavesStep, int Always, int Sometimes);

    private readonly Tensor?[] averages = new Tensor?[layout.Always + layout.Sometimes];

    internal Parameter Parameter => parameter;

    /// <summary>How many steps the parameter has had.</summary>
    internal long Step { get; set; }

    /// <summary>One of the averages, null before it is first used. Setting takes the tensor out of its dispose scope.</summary>
    internal Tensor? this[int average]
    {
        get => averages[average];
        set
        {
            averages[average]?.Dispose();
            averages[average] = value?.DetachFromDisposeScope();
        }
    }

    /// <summary>The same average of several parameters, zeros where it is first used.</summary>
    internal static Tensor[] Averages(OptimizerState[] states, int average) => [.. states.Select(state => state.Average(average))];

    internal void Save(BinaryWriter writer)
    {
        if (layout.SavesStep)
            writer.Write(Step);
        for (var i = 0; i < averages.Length; i++)
        {
            if (i < layout.Always)
            {
                TensorFormat.Write(writer, Average(i));
                continue;
            }
            writer.Write(averages[i] is not null);
            if (averages[i] is { } average)
                TensorFormat.Write(writer, average);
        }
    }

    /// <exception cref="ArgumentException">An average isn't of the parameter's shape and type.</exception>
    internal void Load(BinaryReader reader)
    {
        if (layout.SavesStep)
            Step = reader.ReadInt64();
        for (var i = 0; i < averages.Length; i++)
        {
            if (i < layout.Always || reader.ReadBoolean())
                this[i] = TensorFormat.ReadLike(reader, parameter, "an optimizer's average");
        }
    }

    public void Dispose()
    {
        foreach (var average in averages)
            average?.Dispose();
    }

    private Tensor Average(int average) => averages[average] ??= zeros_like(parameter).DetachFromDisposeScope();
}
