using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Notes the layers of a network as they are called, until it is disposed.</summary>
internal sealed class LayerTrace : IDisposable
{
    private readonly List<LayerSummary> layers = [];
    private readonly List<Action> removals = [];
    private readonly Dictionary<nn.Module, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Tensor> counted = new(ReferenceEqualityComparer.Instance);

    public LayerTrace(nn.Module<Tensor, Tensor> model)
    {
        foreach (var (name, module) in model.named_modules().Prepend(("", model)))
            if (names.TryAdd(module, name) && module is nn.Module<Tensor, Tensor> layer)
            {
                var hook = layer.register_forward_hook((called, _, output) =>
                {
                    Note(called, KerasShape(output.shape[1..]), MultiplyAdds(called, output));
                    return output;
                });
                removals.Add(hook.remove);
            }
    }

    /// <summary>The layers in the order of their calls, then those with parameters that were never called.</summary>
    public IReadOnlyList<LayerSummary> Finish()
    {
        foreach (var module in names.Keys)
            if (Own(module).Any(tensor => !counted.Contains(tensor)))
                Note(module, "not called", 0);
        return layers;
    }

    public void Dispose()
    {
        foreach (var remove in removals)
            remove();
    }

    private void Note(nn.Module module, string shape, long multiplyAdds)
    {
        var isLeaf = !module.children().Any();
        if (IsActivation(module) || !isLeaf && !Own(module).Any())
            return;
        Tensor[] fresh = [.. Own(module).Where(counted.Add)];
        var trainable = fresh.Where(tensor => tensor.requires_grad).Sum(tensor => tensor.numel());
        var type = module.GetType().Name;
        var name = names[module].Length == 0 ? type : $"{names[module]} ({type})";
        layers.Add(new(name, shape, trainable, fresh.Sum(tensor => tensor.numel()) - trainable, multiplyAdds));
    }

    /// <summary>
    /// A module's parameters and statistics, those of its parts left out. Batch norm's counter of batches is bookkeeping, not
    /// a statistic; Keras has none.
    /// </summary>
    private static IEnumerable<Tensor> Own(nn.Module module) => module.named_parameters(recurse: false).Select(named => (Tensor)named.parameter)
        .Concat(module.named_buffers(recurse: false).Where(named => !named.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(named => named.buffer));

    private static long MultiplyAdds(nn.Module module, Tensor output) => module switch
    {
        Conv2d convolution => output.numel() * (convolution.weight.numel() / convolution.weight.shape[0]),
        Linear linear => output.numel() * linear.weight.shape[1],
        _ => 0,
    };

    private static string KerasShape(long[] shape) =>
        string.Join(" x ", shape.Length == 3 ? [shape[1], shape[2], shape[0]] : shape);

    private static bool IsActivation(nn.Module module) => module is ReLU or LeakyReLU or GELU or SiLU or Sigmoid or Tanh or Softmax or LogSoftmax;
}
