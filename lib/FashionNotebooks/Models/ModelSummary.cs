using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>One layer of a summary.</summary>
/// <param name="Name">The layer's name in its network and, in parentheses, its type.</param>
/// <param name="OutputShape">Without the batch, in Keras's order: height x width x channels, or features.</param>
/// <param name="Trainable">Parameters that training changes.</param>
/// <param name="NonTrainable">Frozen parameters, and batch normalization's running means and variances, as Keras counts.</param>
/// <param name="MultiplyAdds">
/// Multiplications, each with its addition, for one input: of a convolution outputs x kernel x input channels (of a group), of a
/// dense layer outputs x inputs; those of other layers are few and not counted.
/// </param>
public sealed record LayerSummary(string Name, string OutputShape, long Trainable, long NonTrainable, long MultiplyAdds = 0)
{
    /// <summary>Trainable and non-trainable together: the number that Keras's table shows.</summary>
    public long Parameters => Trainable + NonTrainable;
}

/// <summary>
/// A network layer by layer, in the form of Keras's <c>model.summary()</c>: activations are part of the layer before them
/// and have no row of their own. A layer that is called twice has two rows, its parameters in the first.
/// </summary>
public sealed record ModelSummary(IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>Parameters that training changes.</summary>
    public long Trainable => Layers.Sum(layer => layer.Trainable);

    /// <summary>Everything else that is saved with the weights.</summary>
    public long NonTrainable => Layers.Sum(layer => layer.NonTrainable);

    /// <summary>Trainable and non-trainable together.</summary>
    public long Total => Trainable + NonTrainable;

    /// <summary>Multiplications, each with its addition, for one input, in convolutions and dense layers.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The table as text, in columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var nameWidth = Math.Max(5, Layers.Max(layer => layer.Name.Length)) + 2;
        var shapeWidth = Math.Max(12, Layers.Max(layer => layer.OutputShape.Length)) + 2;
        void Row(string name, string shape, string multiplyAdds, string parameters) => text
            .Append(name.PadRight(nameWidth)).Append(shape.PadRight(shapeWidth)).Append(multiplyAdds.PadLeft(13)).AppendLine(parameters.PadLeft(12));
        void Rule() => text.Append('-', nameWidth + shapeWidth + 13 + 12).AppendLine();

        Row("layer", "output shape", "multiply-adds", "parameters");
        Rule();
        foreach (var layer in Layers)
            Row(layer.Name, layer.OutputShape, Thousands(layer.MultiplyAdds), Thousands(layer.Parameters));
        Rule();
        text.AppendLine($"Total {Thousands(Total)}, trainable {Thousands(Trainable)}, non-trainable {Thousands(NonTrainable)}");
        text.AppendLine($"Multiply-adds for one input {Thousands(MultiplyAdds)}");
        return text.ToString();
    }

    private static string Thousands(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Makes summaries of networks.</summary>
public static class ModelSummaryExtensions
{
    /// <summary>
    /// Runs one blank input through the network and notes each layer's output. Modules made of others are opened up, whatever
    /// their class; each parameter counts once. The model's mode (training or evaluation) is left as it was.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="inputShape">Shape of one input without the batch, channels first: 1, 28, 28 for the dataset's images.</param>
    /// <exception cref="ArgumentException">The network doesn't accept inputs of that shape.</exception>
    public static ModelSummary Summary(this nn.Module<Tensor, Tensor> model, params long[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        using var evaluation = NetworkCall.InEvaluation(model);
        using var layers = new LayerTrace(model);
        NetworkCall.Output(model, zeros([1, .. inputShape], device: NetworkCall.DeviceOf(model)));
        return new ModelSummary(layers.Finish());
    }
}
