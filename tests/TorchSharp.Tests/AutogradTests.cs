using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Gradients_add_up_until_they_are_forgotten()
    {
        var x = tensor([1f, 2, 3], requires_grad: true);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        Assert.Equal([2f, 4, 6], x.grad!.data<float>().ToArray());
        (x * x).sum().backward();
        Assert.Equal([4f, 8, 12], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Operators_with_plain_numbers_have_the_gradients_of_calculus()
    {
        var x = tensor([2f], requires_grad: true);
        (3 / x + 5 * x - (1 - x) + x / 4 + (2 + x)).backward();
        Assert.Equal(-0.75f + 5 + 1 + 0.25f + 1, x.grad!.item<float>());
    }

    [Fact]
    public void A_result_of_several_numbers_needs_its_own_gradient()
    {
        var x = tensor([1f, 2], requires_grad: true);
        var y = x * x;
        Assert.Contains("scalar outputs", Assert.Throws<ExternalException>(() => y.backward()).Message);
        y.backward([tensor([10f, 100])]);
        Assert.Equal([20f, 400], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Going_back_twice_needs_the_graph_to_be_retained()
    {
        var x = tensor([1f], requires_grad: true);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Throws<ExternalException>(() => y.backward());
        Assert.Equal(4, x.grad!.item<float>());
    }

    [Fact]
    public void Only_the_inputs_named_get_gradients()
    {
        var a = tensor([1f], requires_grad: true);
        var b = tensor([2f], requires_grad: true);
        (a * b).backward(inputs: [a]);
        Assert.Equal(2, a.grad!.item<float>());
        Assert.Null(b.grad);
    }

    [Fact]
    public void Several_results_of_one_graph_go_back_together()
    {
        var x = tensor([3f], requires_grad: true);
        var y = x * x;
        autograd.backward([y * 2, y * 3]);
        Assert.Equal(30, x.grad!.item<float>());
    }

    [Fact]
    public void Without_grad_nothing_is_recorded_and_the_mode_before_comes_back()
    {
        var x = tensor([1f], requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Leaves_and_detached_tensors_are_told_apart_from_results()
    {
        var x = tensor([1f], requires_grad: true);
        var y = x * 2;
        Assert.True(x.is_leaf);
        Assert.False(y.is_leaf);
        Assert.True(y.detach().is_leaf);
        Assert.False(y.detach().requires_grad);
        y.retain_grad();
        y.backward();
        Assert.Equal(1, y.grad!.item<float>());
    }

    [Fact]
    public void Changing_a_leaf_in_place_while_it_is_recorded_is_an_exception()
    {
        var x = tensor([1f], requires_grad: true);
        Assert.Contains("leaf", Assert.Throws<ExternalException>(() => x.add_(1)).Message);
        using (no_grad())
            x.add_(1);
        Assert.Equal(2, x.item<float>());
    }

    [Fact]
    public void Only_numbers_with_a_fraction_can_require_gradients() =>
        Assert.Contains("floating point", Assert.Throws<ExternalException>(() => tensor([1L], requires_grad: true)).Message);

    [Fact]
    public void Gradients_are_clipped_to_a_common_norm_or_a_value()
    {
        var a = nn.Parameter(tensor([3f]));
        var b = nn.Parameter(tensor([4f]));
        (a * a + b * b).sum().backward();
        Assert.Equal(10, nn.utils.clip_grad_norm_([a, b], 5), 5);
        Assert.Equal(3, a.grad!.item<float>(), 5);
        Assert.Equal(4, b.grad!.item<float>(), 5);
        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b], 100), 5);
        Assert.Equal(4, b.grad!.item<float>(), 5);
        nn.utils.clip_grad_value_([a, b], 3.5);
        Assert.Equal(3.5f, b.grad!.item<float>());
    }
}
