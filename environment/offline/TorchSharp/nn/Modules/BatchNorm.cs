using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Makes each channel's mean 0 and variance 1 over the batch, then scales and shifts it; while evaluating it takes the
/// running mean and variance gathered while training.
/// </summary>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    { }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (training && num_batches_tracked is { } count)
            Aten.Run("add_.Scalar", count, 1);
        var ofBatch = training || running_mean is null;
        var keep = !training || track_running_stats;
        return nn.functional.batch_norm(input, keep ? running_mean : null, keep ? running_var : null, weight, bias, ofBatch, Factor(), eps);
    }

    /// <summary>How much of the batch enters the running statistics; without a momentum, all batches weigh the same.</summary>
    private double Factor() => momentum ?? (num_batches_tracked is { } count ? 1.0 / count.item<long>() : 0);
}
