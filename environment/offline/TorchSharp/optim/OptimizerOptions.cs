namespace TorchSharp.Modules;

/// <summary>The settings of a parameter group. What is left null takes the optimizer's own value.</summary>
public class OptimizerOptions
{
    internal OptimizerOptions() { }

    /// <summary>The rate that the next step uses.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The rate at the beginning, from which schedulers compute.</summary>
    public double InitialLearningRate { get; set; }

    internal virtual void FillFrom(OptimizerOptions defaults) => LearningRate ??= defaults.LearningRate;

    internal virtual void Save(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }

    /// <summary>New options with saved values.</summary>
    internal OptimizerOptions Load(BinaryReader reader)
    {
        var loaded = (OptimizerOptions)MemberwiseClone();
        loaded.Read(reader);
        return loaded;
    }

    private protected virtual void Read(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }
}
