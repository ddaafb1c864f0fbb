using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class LossTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("losses");
    private readonly Tensor classes = tensor([0L, 3, 2, 2, 1, 0]);
    private readonly Tensor weight = tensor([1f, 2, 0.5f, 3]);
    private readonly Tensor truth = Numbers(6, 4).add(2).div(5).flip(1);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Losses_and_their_gradients_equal_PyTorchs()
    {
        Check("cross_entropy", x => functional.cross_entropy(x, classes));
        Check("cross_entropy weighted", x => functional.cross_entropy(x, classes, weight));
        Check("cross_entropy sum", x => functional.cross_entropy(x, classes, reduction: Reduction.Sum));
        Check("cross_entropy each", x => functional.cross_entropy(x, classes, reduction: Reduction.None));
        Check("cross_entropy ignoring 2", x => functional.cross_entropy(x, classes, ignore_index: 2));
        Check("cross_entropy smoothed", x => functional.cross_entropy(x, classes, label_smoothing: 0.1));
        Check("cross_entropy of probabilities", x => functional.cross_entropy(x, truth));
        Check("nll", x => functional.nll_loss(x.log_softmax(1), classes, weight));
        Check("mse", x => functional.mse_loss(x, truth));
        Check("bce", x => functional.binary_cross_entropy_with_logits(x, truth));
        Check("bce weighted", x => functional.binary_cross_entropy_with_logits(x, truth, pos_weights: weight));
    }

    [Fact]
    public void Loss_modules_give_what_the_functions_give()
    {
        Check("cross_entropy", x => CrossEntropyLoss().call(x, classes));
        Check("cross_entropy weighted", x => CrossEntropyLoss(weight).call(x, classes));
        Check("cross_entropy ignoring 2", x => CrossEntropyLoss(ignore_index: 2).call(x, classes));
        Check("cross_entropy smoothed", x => new Modules.CrossEntropyLoss(label_smoothing: 0.1).call(x, classes));
        Check("nll", x => NLLLoss(weight).call(LogSoftmax(1).call(x), classes));
        Check("mse", x => MSELoss().call(x, truth));
        Check("bce weighted", x => BCEWithLogitsLoss(pos_weights: weight).call(x, truth));
    }

    [Fact]
    public void A_class_that_does_not_exist_is_an_exception()
    {
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => functional.cross_entropy(zeros(1, 4), tensor([4L])));
        Assert.Contains("Target 4 is out of bounds", error.Message);
    }

    private void Check(string name, Func<Tensor, Tensor> loss)
    {
        var x = Numbers(6, 4).requires_grad_();
        var value = loss(x);
        value.sum().backward();
        recorded.Check(name, value);
        recorded.Check(name + " gradient", x.grad!);
    }
}
