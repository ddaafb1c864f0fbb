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
    // Rounding to eight bits is mostly a few thousandths off, and several hundredths where sums are small beside what they add.
    private const double Tolerance = 0.15;

    private readonly Module<Tensor, Tensor> model;
    private readonly IReadOnlyList<Module<Tensor, Tensor>> lowered;
    private IReadOnlyList<Parameter> computing = [];

    public MixedPrecision(Module<Tensor, Tensor> model)
    {
        this.model = model;
        lowered = [.. model.modules().Append(model).Where(part => part is TorchSharp.Modules.Conv2d or TorchSharp.Modules.Linear).Cast<Module<Tensor, Tensor>>()];
        using var noGrad = no_grad();
        Masters = [.. model.parameters().Select(weight => new Parameter(weight.detach().clone()))];
        foreach (var master in Masters)
            master.DetachFromDisposeScope();
    }

    /// <summary>
    /// Holds each layer that is to compute in bfloat16 to what it computes in float32, forwards and backwards, of a batch: libtorch
    /// 2.10's convolutions are wrong on some processors where their channels are no multiple of 16 (an AMD EPYC with AVX-512).
    /// </summary>
    /// <param name="images">A float32 batch of the size that training will have.</param>
    /// <exception cref="PlatformNotSupportedException">One is further off than rounding; the message names it.</exception>
    public void Check(Tensor images)
    {
        using var scope = NewDisposeScope();
        var calls = new List<(Module<Tensor, Tensor> Layer, Tensor Input, bool IsDerived)>();
        Action removeHooks = () => { };
        foreach (var layer in lowered)
            removeHooks += layer.register_forward_hook((_, input, output) =>
            {
                calls.Add((layer, input.detach(), input.requires_grad)); // a sequence frees what it hands on
                return output;
            }).remove;
        var training = model.training;
        model.eval();
        model.call(images);
        model.train(training);
        removeHooks();

        var exact = calls.ConvertAll(Compute);
        Lower();
        var rounded = calls.ConvertAll(Compute);
        Raise();
        foreach (var ((layer, _, _), (right, computed)) in calls.Zip(exact.Zip(rounded)))
            foreach (var (expected, actual) in right.Zip(computed))
                if ((actual - expected).norm().item<float>() is var off && expected.norm().item<float>() is var all && !(off <= Tolerance * all))
                    throw new PlatformNotSupportedException(
                        Invariant($"libtorch computes a layer of this network wrongly in bfloat16 on this processor ({NameOf(layer)}, {layer.GetName()}, {off / all:P0} off): train in float32."));
    }

    private string NameOf(Module layer) => model.named_modules().FirstOrDefault(named => named.module == layer).name ?? "the network";

    /// <summary>What a layer makes of an input, and the gradients of the sum of its squares: of the weights, and of the input where it has one.</summary>
    private static Tensor[] Compute((Module<Tensor, Tensor> Layer, Tensor Input, bool IsDerived) call)
    {
        var (layer, input, isDerived) = call;
        var given = input.to(NetworkCall.TypeOf(layer)).detach().requires_grad_(isDerived);
        var output = layer.call(given);
        output.to(ScalarType.Float32).square().sum().backward();
        var weights = layer.parameters().First();
        Tensor[] computed = [.. new[] { output.detach(), weights.grad, given.grad }.OfType<Tensor>().Select(tensor => tensor.to(ScalarType.Float32))];
        foreach (var weight in layer.parameters())
            weight.grad = null;
        return computed;
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
