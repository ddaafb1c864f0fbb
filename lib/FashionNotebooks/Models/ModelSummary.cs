using System.Globalization;
using System.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>One layer of a summary.</summary>
/// <param name="Name">The layer's name in its network and, in parentheses, its type.</param>
/// <param name="OutputShape">Without the batch, in Keras's order: height x width x channels, or features.</param>
/// <param name="Trainable">Parameters that training changes.</param>
/// <param name="NonTrainable">Frozen parameters, and batch normalization's running means and variances, as Keras counts.</param>
public sealed record LayerSummary(string Name, string OutputShape, long Trainable, long NonTrainable)
{
    /// <summary>Trainable and non-trainable together: the number that Keras's table shows.</summary>
    public long Parameters => Trainable + NonTrainable;
}

/// <summary>
/// A network layer by layer, in the form of Keras's <c>model.summary()</c>: activations are part of the layer before them
/// and have no row of their own.
/// </summary>
public sealed record ModelSummary(IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>Parameters that training changes.</summary>
    public long Trainable => Layers.Sum(layer => layer.Trainable);

    /// <summary>Everything else that is saved with the weights.</summary>
    public long NonTrainable => Layers.Sum(layer => layer.NonTrainable);

    /// <summary>Trainable and non-trainable together.</summary>
    public long Total => Trainable + NonTrainable;

    /// <summary>The table as text, in columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var nameWidth = Math.Max(5, Layers.Max(layer => layer.Name.Length)) + 2;
        var shapeWidth = Math.Max(12, Layers.Max(layer => layer.OutputShape.Length)) + 2;
        void Row(string name, string shape, string parameters) =>
            text.Append(name.PadRight(nameWidth)).Append(shape.PadRight(shapeWidth)).AppendLine(parameters.PadLeft(12));
        void Rule() => text.Append('-', nameWidth + shapeWidth + 12).AppendLine();

        Row("layer", "output shape", "parameters");
        Rule();
        foreach (var layer in Layers)
            Row(layer.Name, layer.OutputShape, Thousands(layer.Parameters));
        Rule();
        text.AppendLine($"Total {Thousands(Total)}, trainable {Thousands(Trainable)}, non-trainable {Thousands(NonTrainable)}");
        return text.ToString();
    }

    private static string Thousands(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Makes summaries of networks.</summary>
public static class ModelSummaryExtensions
{
    /// <summary>
    /// Runs one blank input through the network and notes each layer's output. Sequentials are opened up; any other module
    /// is one row. The model's mode (training or evaluation) is left as it was.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="inputShape">Shape of one input without the batch, channels first: 1, 28, 28 for the dataset's images.</param>
    /// <exception cref="ArgumentException">The network doesn't accept inputs of that shape.</exception>
    public static ModelSummary Summary(this nn.Module<Tensor, Tensor> model, params long[] inputShape)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var training = model.training;
        model.eval();
        try
        {
            var layers = new List<LayerSummary>();
            Walk("", model, zeros([1, .. inputShape]), layers);
            return new ModelSummary(layers);
        }
        catch (System.Runtime.InteropServices.ExternalException error)
        {
            throw new ArgumentException(
                $"The network does not accept an input of shape {string.Join(" x ", inputShape)} (without the batch): {error.Message}",
                nameof(inputShape), error);
        }
        finally
        {
            model.train(training);
        }
    }

    private static Tensor Walk(string name, nn.Module<Tensor, Tensor> module, Tensor input, List<LayerSummary> layers)
    {
        if (module is Sequential)
        {
            foreach (var (childName, child) in module.named_children())
                input = Walk(name.Length == 0 ? childName : $"{name}.{childName}", (nn.Module<Tensor, Tensor>)child, input, layers);
            return input;
        }
        var output = module.call(input);
        if (!IsActivation(module))
            layers.Add(Describe(name, module, output));
        return output;
    }

    private static LayerSummary Describe(string name, nn.Module module, Tensor output)
    {
        var trainable = module.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());
        var frozen = module.parameters().Where(parameter => !parameter.requires_grad).Sum(parameter => parameter.numel());
        // Batch norm's counter of batches is bookkeeping, not a statistic; Keras has none.
        var statistics = module.named_buffers()
            .Where(buffer => !buffer.name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Sum(buffer => buffer.buffer.numel());
        var type = module.GetType().Name;
        return new LayerSummary(name.Length == 0 ? type : $"{name} ({type})", KerasShape(output.shape[1..]), trainable, frozen + statistics);
    }

    private static string KerasShape(long[] shape) =>
        string.Join(" x ", shape.Length == 3 ? [shape[1], shape[2], shape[0]] : shape);

    private static bool IsActivation(nn.Module module) => module is ReLU or LeakyReLU or GELU or SiLU or Sigmoid or Tanh or Softmax or LogSoftmax;
}
