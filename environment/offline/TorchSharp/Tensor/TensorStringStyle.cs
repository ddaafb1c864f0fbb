namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata = 0,

    /// <summary>Shape, type and device, then all numbers in columns.</summary>
    Julia = 1,

    /// <summary>Numbers in brackets, the middle of long dimensions left out.</summary>
    Numpy = 2,

    /// <summary>What <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}
