using FashionNotebooks.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests;

/// <summary>Tests that write files, each in a folder of its own.</summary>
public abstract class FolderTests : IDisposable
{
    private protected readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        DisposeOthers();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void DisposeOthers()
    {
    }
}

/// <summary>Tests whose tensors are freed when they end.</summary>
public abstract class TensorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Tests that train a small network on so many samples, with others to validate on.</summary>
public abstract class SmallTrainingTests(int samples, int others, double wrongLabels = 0) : FolderTests
{
    private protected readonly TorchSharp.Modules.Sequential model = SmallProblem.Network();
    private protected readonly LabeledTensors train = SmallProblem.Corners(samples, wrongLabels: wrongLabels);
    private protected readonly LabeledTensors validation = SmallProblem.Corners(others, seed: 2, wrongLabels);

    protected override void DisposeOthers()
    {
        model.Dispose();
        train.Dispose();
        validation.Dispose();
    }
}
