using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Training in two precisions (Micikevicius et al. 2018): convolutions and dense layers compute with bfloat16 copies of
/// weights that the optimizer keeps in float32, since most steps are smaller than bfloat16 can add to a weight.
/// Normalization layers stay in float32. bfloat16 has float32's range, so that the loss needs no scaling.
/// </summary>
internal sealed class MixedPrecision : IDisposable
{
    private readonly Module<Tensor, Tensor> model;
    private readonly IReadOnlyList<Module> lowered;
    private IReadOnlyList<Parameter> computing = [];

    public MixedPrecision(Module<Tensor, Tensor> model)
    {
        this.model = model;
        lowered = [.. model.modules().Append(model).Where(part => part is TorchSharp.Modules.Conv2d or TorchSharp.Modules.Linear)];
        using var noGrad = no_grad();
        Masters = [.. model.parameters().Select(weight => new Parameter(weight.detach().clone()))];
        foreach (var master in Masters)
            master.DetachFromDisposeScope();
    }

    /// <summary>The float32 weights, for the optimizer, in the order of the model's parameters.</summary>
    public IReadOnlyList<Parameter> Masters { get; }

    /// <summary>Begins an epoch: the layers compute in bfloat16.</summary>
    public void Lower()
    {
        foreach (var part in lowered)
            part.to(ScalarType.BFloat16);
        computing = [.. model.parameters()];
    }

    /// <summary>The logits, float32, of a float32 batch.</summary>
    public Tensor Forward(Tensor images) => model.call(images.to(ScalarType.BFloat16)).to(ScalarType.Float32);

    /// <summary>After the backward pass: gives the gradients to the float32 weights, and takes them from the others.</summary>
    public void HandOverGradients()
    {
        foreach (var (weight, master) in computing.Zip(Masters))
        {
            master.grad = weight.grad?.to(ScalarType.Float32);
            weight.grad = null;
        }
    }

    /// <summary>After the optimizer's step: rounds the float32 weights into those that compute.</summary>
    public void TakeWeights()
    {
        using var noGrad = no_grad();
        foreach (var (weight, master) in computing.Zip(Masters))
            weight.copy_(master);
    }

    /// <summary>Ends an epoch: the model holds the float32 weights, to be measured and saved.</summary>
    public void Raise()
    {
        foreach (var part in lowered)
            part.to(ScalarType.Float32);
        computing = [.. model.parameters()];
        TakeWeights();
    }

    /// <summary>After the model was given other weights: the float32 weights follow.</summary>
    public void FollowModel()
    {
        using var noGrad = no_grad();
        foreach (var (weight, master) in model.parameters().Zip(Masters))
            master.copy_(weight);
    }

    public void Dispose()
    {
        foreach (var master in Masters)
            master.Dispose();
    }
}
