namespace TorchSharp;

/// <summary>Where a tensor's numbers live; PyTorch's own numbering.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    META = 14,
}
