using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>Remembers a model's weights and statistics from the epoch with the lowest validation loss.</summary>
internal sealed class BestWeights(Module model) : IDisposable
{
    private readonly Dictionary<string, Tensor> kept = [];
    private double lowestLoss = double.PositiveInfinity;

    /// <summary>The best epoch so far, 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Copies the model's state if the loss is lower than any before.</summary>
    public void Offer(int epoch, double loss)
    {
        if (!(loss < lowestLoss))
            return;
        (Epoch, lowestLoss) = (epoch, loss);
        Dispose();
        using var noGrad = no_grad();
        foreach (var (name, tensor) in model.state_dict())
            kept[name] = tensor.detach().clone().DetachFromDisposeScope();
    }

    /// <summary>Gives the model its best state back; does nothing where no epoch was offered.</summary>
    public void Restore()
    {
        if (kept.Count > 0)
            model.load_state_dict(kept);
    }

    public void Dispose()
    {
        foreach (var tensor in kept.Values)
            tensor.Dispose();
        kept.Clear();
    }
}
