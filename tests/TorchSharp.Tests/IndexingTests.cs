using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("indexing");
    private readonly Tensor x = Numbers(3, 4, 5);
    private readonly Tensor mask = tensor(new[,] { { true, false, true, false }, { false, true, false, false }, { true, true, false, true } });
    private readonly Tensor rows = tensor([2L, 0]);
    private readonly Tensor columns = tensor([1L, 4]);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Places_and_slices_select_as_in_PyTorch()
    {
        recorded.Check("place", x[1]);
        recorded.Check("places", x[1, 2]);
        recorded.Check("slice", x[TensorIndex.Colon, 1..3]);
        recorded.Check("slice", x[.., TensorIndex.Slice(1, 3)]);
        recorded.Check("slice steps", x[TensorIndex.Ellipsis, TensorIndex.Slice(1, step: 2)]);
        recorded.Check("from the end", x[-1, TensorIndex.Ellipsis, ^2]);
        recorded.Check("new dimension", x[TensorIndex.Colon, TensorIndex.None, 2]);
    }

    [Fact]
    public void Index_tensors_and_masks_select_as_in_PyTorch()
    {
        recorded.Check("tensor", x[rows]);
        recorded.Check("tensor after slice", x[.., TensorIndex.Tensor(rows)]);
        recorded.Check("tensors with a slice between", x[TensorIndex.Tensor(rows), 1..3, TensorIndex.Tensor(columns)]);
        recorded.Check("tensors after a place", x[0, TensorIndex.Tensor(rows), TensorIndex.Tensor(columns)]);
        recorded.Check("mask", x[mask]);
        recorded.Check("mask then tensor", x[TensorIndex.Tensor(mask), TensorIndex.Tensor(tensor([0L, 1, 2, 3, 4, 0]))]);
        recorded.Check("slice then mask", x[.., TensorIndex.Tensor(x[0, .., 0] > 0)]);
        Assert.Equal([1, 3, 4, 5], x[TensorIndex.Bool(true)].shape);
        Assert.Equal([0, 3, 4, 5], x[TensorIndex.Bool(false)].shape);
    }

    [Fact]
    public void Setting_writes_where_PyTorch_would()
    {
        Check("set place", copy => copy[1] = 9);
        Check("set slice", copy => copy[.., 1..3, TensorIndex.Ellipsis] = tensor(9f));
        Check("set mask", copy => copy[mask] = 9);
        Check("set tensor", copy => copy[.., TensorIndex.Tensor(rows)] = 9);
        Check("set whole mask", copy => copy[copy > 1] = 9);
        Check("set broadcast", copy => copy[.., 2] = tensor([1f, 2, 3, 4, 5]));

        void Check(string name, Action<Tensor> change)
        {
            var copy = x.clone();
            change(copy);
            recorded.Check(name, copy);
        }
    }

    [Fact]
    public void Places_and_slices_share_memory_with_the_tensor()
    {
        x[1].fill_(5);
        x[.., 1..2].fill_(6);
        Assert.Equal(5, x[1, 0, 0].item<float>());
        Assert.Equal(6, x[2, 1, 3].item<float>());
    }

    [Fact]
    public void An_index_outside_is_an_exception()
    {
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => x[3]);
        Assert.Contains("index 3 out of range", error.Message);
    }

    [Fact]
    public void Indexing_leaves_nothing_but_its_result_in_the_scope()
    {
        var before = scope.DisposablesCount;
        _ = x[0, 1..3, TensorIndex.Tensor(columns)];
        Assert.Equal(before + 1, scope.DisposablesCount);
    }
}
