using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Tries before training whether network, samples and loss go together, and says in a sentence what does not. It looks in
/// evaluation mode and draws nothing, so that training goes as if it had not looked.
/// </summary>
internal static class FirstBatch
{
    /// <summary>The number of classes: of the network's logits.</summary>
    /// <param name="model">On the device of the data.</param>
    /// <param name="train">At least one sample.</param>
    /// <param name="validation">At least one sample, or null.</param>
    /// <param name="options">The loss and the precision count.</param>
    /// <param name="smallestBatch">Samples of the smallest batch of an epoch.</param>
    /// <exception cref="ArgumentException">Something does not go together.</exception>
    public static int Check(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options, int smallestBatch)
    {
        using var scope = NewDisposeScope();
        using var evaluation = NetworkCall.InEvaluation(model);
        using var norms = smallestBatch == 1 ? new NormsOfOneValue(model) : null;
        var (inputs, labels) = train.Slice(0, Math.Min(2, train.Count));
        var logits = NetworkCall.Logits(model, inputs);
        var classes = (int)logits.shape[1];
        Preprocess.CheckClasses(train.Labels, classes, nameof(train));
        if (norms?.Names is [var name, ..])
            throw new ArgumentException(
                $"A batch of one sample leaves batch normalization ({name}) a single value, which has no variance: set BatchSize to at least 2 and give at least two samples.");
        if (options.Precision != ScalarType.Float32 && NetworkCall.TypeOf(model) != ScalarType.Float32)
            throw new ArgumentException($"Mixed precision starts from float32 weights, but the network's are {NetworkCall.TypeOf(model)}: leave Precision Float32.");
        if (validation is not null)
        {
            NetworkCall.Logits(model, validation.Slice(0, 1).Inputs);
            Preprocess.CheckClasses(validation.Labels, classes, nameof(validation));
        }
        if (options.Loss is { } loss)
            CheckLoss(loss, logits, labels);
        return classes;
    }

    private static void CheckLoss(Func<Tensor, Tensor, Tensor> lossOf, Tensor logits, Tensor labels)
    {
        Tensor loss;
        try
        {
            loss = lossOf(logits, labels);
        }
        catch (System.Runtime.InteropServices.ExternalException error)
        {
            throw new ArgumentException($"The loss does not take logits of shape {string.Join(" x ", logits.shape)} and as many class indices: {NetworkCall.FirstLine(error)}", error);
        }
        if (loss.dim() > 1 || loss.numel() != 1 || !loss.is_floating_point())
            throw new ArgumentException(
                $"The loss of a batch is one floating-point number, but Loss gives {loss.dtype} of shape {string.Join(" x ", loss.shape)}: take the mean over the samples.");
    }

    /// <summary>Listens for batch normalizations that are given one value a channel and sample, until it is disposed.</summary>
    private sealed class NormsOfOneValue : IDisposable
    {
        private readonly Action? stopListening;

        public NormsOfOneValue(Module model)
        {
            foreach (var (name, module) in model.named_modules().Append(("the network", model)))
                if (module is BatchNorm norm)
                    stopListening += norm.register_forward_hook((_, input, output) =>
                    {
                        if (input.numel() == input.shape[0] * input.shape[1])
                            Names.Add(name);
                        return output;
                    }).remove;
        }

        public List<string> Names { get; } = [];

        public void Dispose() => stopListening?.Invoke();
    }
}
