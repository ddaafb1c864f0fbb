using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalizations have in common: scale, shift and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? ownWeight;
    private Parameter? ownBias;
    private Tensor? ownRunningMean;
    private Tensor? ownRunningVar;
    private Tensor? ownNumBatchesTracked;

    private protected NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = nn.Parameter(ones(num_features, dtype, device));
            bias = nn.Parameter(zeros(num_features, dtype, device));
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, null, device);
        }
    }

    public long num_features { get; }

    /// <summary>Added to the variance before its root is taken.</summary>
    public double eps { get; set; }

    /// <summary>How much of each batch enters the running statistics; null for the plain mean over all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }
    public bool track_running_stats { get; }

    /// <summary>The scale of each channel; null when not affine.</summary>
    public Parameter weight
    {
        get => ownWeight!;
        set => SetParameter(nameof(weight), ref ownWeight, value);
    }

    /// <summary>The shift of each channel; null when not affine.</summary>
    public Parameter? bias
    {
        get => ownBias;
        set => SetParameter(nameof(bias), ref ownBias, value);
    }

    /// <summary>Mean of each channel over the batches seen; null when not tracked.</summary>
    public Tensor? running_mean
    {
        get => ownRunningMean;
        set => SetBuffer(nameof(running_mean), ref ownRunningMean, value);
    }

    /// <summary>Unbiased variance of each channel over the batches seen; null when not tracked.</summary>
    public Tensor? running_var
    {
        get => ownRunningVar;
        set => SetBuffer(nameof(running_var), ref ownRunningVar, value);
    }

    /// <summary>Batches seen while training; null when not tracked.</summary>
    public Tensor? num_batches_tracked
    {
        get => ownNumBatchesTracked;
        set => SetBuffer(nameof(num_batches_tracked), ref ownNumBatchesTracked, value);
    }

    /// <summary>Forgets the batches seen.</summary>
    public void reset_running_stats()
    {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    /// <summary>Forgets the batches seen and what was learnt.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    /// <exception cref="ArgumentException">The input has not as many dimensions as this normalization takes.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}
