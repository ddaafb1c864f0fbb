using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>Loss and accuracy on a whole dataset.</summary>
/// <param name="Loss">Mean cross-entropy over the samples, in nats.</param>
/// <param name="Accuracy">Fraction of samples whose highest logit is the true class, 0 to 1.</param>
public sealed record Measurement(double Loss, double Accuracy)
{
    // Large enough to keep two cores busy, small enough for the activations to stay in cache.
    private const int BatchSize = 500;

    internal static Measurement Of(Module<Tensor, Tensor> model, LabeledTensors data)
    {
        using var scope = NewDisposeScope();
        var device = NetworkCall.DeviceOf(model);
        var lossSum = zeros(1, device: device);
        var correctSum = zeros(1, dtype: ScalarType.Int64, device: device);
        ForEachBatch(model, data, (_, logits, labels) =>
        {
            lossSum.add_(functional.cross_entropy(logits, labels, reduction: Reduction.Sum));
            correctSum.add_(logits.argmax(1).eq(labels).sum());
        });
        return new Measurement(lossSum.item<float>() / (double)data.Count, correctSum.item<long>() / (double)data.Count);
    }

    /// <summary>Goes through a dataset in evaluation mode, without gradients, on the device the model is on; the model's mode is left as it was.</summary>
    /// <param name="model">Returns logits.</param>
    /// <param name="data">At least one sample.</param>
    /// <param name="use">Gets the inputs, logits and labels of a batch, which live no longer than the call.</param>
    /// <exception cref="ArgumentException">The dataset is empty, the model does not take its inputs, or it has other classes.</exception>
    internal static void ForEachBatch(Module<Tensor, Tensor> model, LabeledTensors data, Action<Tensor, Tensor, Tensor> use)
    {
        if (data.Count == 0)
            throw new ArgumentException("There is nothing to evaluate: the dataset is empty.", nameof(data));
        var device = NetworkCall.DeviceOf(model);
        using var evaluation = NetworkCall.InEvaluation(model);
        for (var start = 0; start < data.Count; start += BatchSize)
        {
            using var batch = NewDisposeScope();
            var (inputs, labels) = data.Slice(start, Math.Min(BatchSize, data.Count - start));
            inputs = inputs.to(device);
            var logits = NetworkCall.Logits(model, inputs);
            if (start == 0)
                Preprocess.CheckClasses(data.Labels, (int)logits.shape[1], nameof(data));
            use(inputs, logits, labels.to(device));
        }
    }
}
