using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>Calls networks, and says in a sentence what they do not take.</summary>
internal static class NetworkCall
{
    /// <summary>The number type of its weights; float32 where it has none.</summary>
    public static ScalarType TypeOf(Module model) => model.parameters().FirstOrDefault()?.dtype ?? ScalarType.Float32;

    /// <summary>Where its weights are; the CPU where it has none.</summary>
    public static Device DeviceOf(Module model) => model.parameters().FirstOrDefault()?.device ?? CPU;

    /// <summary>Puts a network into evaluation mode, without gradients; disposed, it puts both back as they were.</summary>
    public static IDisposable InEvaluation(Module model) => new Evaluation(model);

    /// <summary>What the network makes of inputs, which are brought to the number type of its weights.</summary>
    /// <exception cref="ArgumentException">It does not take inputs of that shape.</exception>
    public static Tensor Output(Module<Tensor, Tensor> model, Tensor inputs)
    {
        try
        {
            return model.call(inputs.to(TypeOf(model)));
        }
        catch (Exception error) when (error is ExternalException or ArgumentException)
        {
            throw new ArgumentException(
                $"The network does not accept an input of shape {string.Join(" x ", inputs.shape[1..])} (without the batch): {FirstLine(error)}", error);
        }
    }

    /// <summary>The logits, samples x classes.</summary>
    /// <exception cref="ArgumentException">The network does not take inputs of that shape, or gives something else.</exception>
    public static Tensor Logits(Module<Tensor, Tensor> model, Tensor inputs)
    {
        var logits = Output(model, ChannelsLast.Of(inputs));
        return logits.dim() == 2 && logits.shape[0] == inputs.shape[0] && logits.is_floating_point()
            ? logits
            : throw new ArgumentException(
                $"A classifier gives logits, samples x classes, but of {inputs.shape[0]} samples this network gives {logits.dtype} of shape {string.Join(" x ", logits.shape)}.");
    }

    /// <summary>What happened, without the C++ frames that libtorch adds.</summary>
    public static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();

    private sealed class Evaluation : IDisposable
    {
        private readonly Module model;
        private readonly bool training;
        private readonly IDisposable noGrad = no_grad();

        public Evaluation(Module model)
        {
            (this.model, training) = (model, model.training);
            model.eval();
        }

        public void Dispose()
        {
            model.train(training);
            noGrad.Dispose();
        }
    }
}
