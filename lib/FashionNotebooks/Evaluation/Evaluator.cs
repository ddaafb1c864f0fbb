using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>Loss and accuracy on a whole dataset.</summary>
/// <param name="Loss">Mean cross-entropy over the samples, in nats.</param>
/// <param name="Accuracy">Fraction of samples whose highest logit is the true class, 0 to 1.</param>
public sealed record Measurement(double Loss, double Accuracy);

/// <summary>Runs a trained classifier over a dataset, on the device the model is on, in evaluation mode and without gradients.</summary>
public static class Evaluator
{
    // Large enough to keep two cores busy, small enough for the activations to stay in cache.
    private const int BatchSize = 500;

    /// <summary>Loss and accuracy of a model that returns logits. The model's mode is left as it was.</summary>
    /// <exception cref="ArgumentException">The dataset is empty.</exception>
    public static Measurement Measure(Module<Tensor, Tensor> model, LabeledTensors data)
    {
        using var scope = NewDisposeScope();
        var device = DeviceOf(model);
        var lossSum = zeros(1, device: device);
        var correctSum = zeros(1, dtype: ScalarType.Int64, device: device);
        ForEachBatch(model, data, (inputs, labels) =>
        {
            var logits = model.call(inputs);
            lossSum.add_(functional.cross_entropy(logits, labels, reduction: Reduction.Sum));
            correctSum.add_(logits.argmax(1).eq(labels).sum());
        });
        return new Measurement(lossSum.item<float>() / (double)data.Count, correctSum.item<long>() / (double)data.Count);
    }

    /// <summary>The probability of every class (softmax of the logits) for every sample, beside the truth.</summary>
    /// <param name="model">Returns logits; its mode is left as it was.</param>
    /// <param name="data">What to predict.</param>
    /// <param name="averageMirrorImage">Whether to take the mean of the probabilities for an image and for its mirror image (columns reversed).</param>
    /// <exception cref="ArgumentException">The dataset is empty.</exception>
    public static Predictions Predict(Module<Tensor, Tensor> model, LabeledTensors data, bool averageMirrorImage = false)
    {
        using var scope = NewDisposeScope();
        var rows = new List<Tensor>();
        ForEachBatch(model, data, (inputs, _) =>
        {
            var probabilities = model.call(inputs).softmax(1);
            if (averageMirrorImage)
                probabilities = probabilities.add(model.call(inputs.flip(-1)).softmax(1)).div(2);
            rows.Add(probabilities.cpu().MoveToOuterDisposeScope());
        });
        var all = cat(rows);
        var flat = all.data<float>().ToArray();
        var probabilities = new float[all.shape[0], all.shape[1]];
        Buffer.BlockCopy(flat, 0, probabilities, 0, flat.Length * sizeof(float));
        return new Predictions(Array.ConvertAll(data.Labels.cpu().data<long>().ToArray(), label => (int)label), probabilities,
            LabeledImages.Numbered(data.ClassNames, probabilities.GetLength(1)));
    }

    private static Device DeviceOf(Module<Tensor, Tensor> model) => model.parameters().FirstOrDefault()?.device ?? CPU;

    private static void ForEachBatch(Module<Tensor, Tensor> model, LabeledTensors data, Action<Tensor, Tensor> use)
    {
        if (data.Count == 0)
            throw new ArgumentException("There is nothing to evaluate: the dataset is empty.", nameof(data));
        var device = DeviceOf(model);
        using var noGrad = no_grad();
        var training = model.training;
        model.eval();
        try
        {
            for (var start = 0; start < data.Count; start += BatchSize)
            {
                using var batch = NewDisposeScope();
                var size = Math.Min(BatchSize, data.Count - start);
                var inputs = data.Inputs.narrow(0, start, size).to(device);
                var labels = data.Labels.narrow(0, start, size).to(device);
                use(inputs, labels);
            }
        }
        finally
        {
            model.train(training);
        }
    }
}
