using TorchSharp.Modules;
using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class BatchNormTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("batch_norm");

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Running_statistics_of_three_batches_and_evaluation_with_them_equal_PyTorchs()
    {
        Check("default", BatchNorm2d(3));
        Check("half", BatchNorm2d(3, eps: 0.1, momentum: 0.5));
        var cumulative = BatchNorm2d(3);
        cumulative.momentum = null;
        Check("cumulative", cumulative);
    }

    [Fact]
    public void Without_running_statistics_the_batchs_own_are_used_while_evaluating_too()
    {
        var norm = BatchNorm2d(3, affine: false, track_running_stats: false);
        norm.eval();
        recorded.Check("untracked evaluated", norm.call(Numbers(4, 3, 2, 2)));
        Assert.Null(norm.running_mean);
        Assert.Empty(norm.state_dict());
    }

    [Fact]
    public void Resetting_forgets_the_batches()
    {
        var norm = BatchNorm2d(3);
        norm.call(Numbers(4, 3, 2, 2));
        norm.reset_running_stats();
        Assert.Equal([0f, 0, 0], norm.running_mean!.data<float>().ToArray());
        Assert.Equal([1f, 1, 1], norm.running_var!.data<float>().ToArray());
        Assert.Equal(0, norm.num_batches_tracked!.item<long>());
    }

    private void Check(string name, BatchNorm2d norm)
    {
        for (var step = 0; step < 3; step++)
            norm.call(Numbers(4, 3, 2, 2) * (step + 1) + step);
        recorded.Check($"{name} mean", norm.running_mean!);
        recorded.Check($"{name} var", norm.running_var!);
        recorded.Check($"{name} batches", norm.num_batches_tracked!);
        norm.eval();
        recorded.Check($"{name} evaluated", norm.call(Numbers(4, 3, 2, 2)));
    }
}
