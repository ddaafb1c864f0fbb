using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>Runs a trained classifier over a dataset, on the device the model is on, in evaluation mode and without gradients.</summary>
public static class Evaluator
{
    /// <summary>Loss and accuracy of a model that returns logits. The model's mode is left as it was.</summary>
    /// <exception cref="ArgumentException">The dataset is empty, the model does not take its inputs, or it has other classes.</exception>
    public static Measurement Measure(Module<Tensor, Tensor> model, LabeledTensors data) => Measurement.Of(model, data);

    /// <summary>The probability of every class (softmax of the logits) for every sample, beside the truth.</summary>
    /// <param name="model">Returns logits; its mode is left as it was.</param>
    /// <param name="data">What to predict.</param>
    /// <param name="averageMirrorImage">Whether to take the mean of the probabilities for an image and for its mirror image (columns reversed).</param>
    /// <exception cref="ArgumentException">The dataset is empty, the model does not take its inputs, or it has other classes.</exception>
    public static Predictions Predict(Module<Tensor, Tensor> model, LabeledTensors data, bool averageMirrorImage = false)
    {
        using var scope = NewDisposeScope();
        var rows = new List<Tensor>();
        Measurement.ForEachBatch(model, data, (inputs, logits, _) =>
        {
            var probabilities = averageMirrorImage
                ? logits.softmax(1).add(NetworkCall.Logits(model, inputs.flip(-1)).softmax(1), Scalars.One).div(Scalars.Two)
                : logits.softmax(1);
            rows.Add(probabilities.to(ScalarType.Float32).cpu().MoveToOuterDisposeScope());
        });
        var all = cat(rows);
        var flat = all.data<float>().ToArray();
        var each = new float[all.shape[0], all.shape[1]];
        Buffer.BlockCopy(flat, 0, each, 0, flat.Length * sizeof(float));
        return new Predictions(Array.ConvertAll(data.Labels.cpu().data<long>().ToArray(), label => (int)label), each,
            LabeledImages.Numbered(data.ClassNames, each.GetLength(1)));
    }
}
