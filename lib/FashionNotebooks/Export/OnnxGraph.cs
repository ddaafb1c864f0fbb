using Google.Protobuf;
using TorchSharp;
using TorchSharp.Modules;
using static FashionNotebooks.Onnx.AttributeProto.Types;
using static FashionNotebooks.Onnx.TensorProto.Types;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// A network as the operations of ONNX (opset 18), which are added in the order they are carried out. Every value has a name,
/// by which later operations take it; weights are written as they are when a layer is added.
/// </summary>
public sealed class OnnxGraph
{
    internal const int Opset = 18;

    private readonly Onnx.GraphProto graph = new() { Name = "classifier" };
    private readonly Stack<string> path = new();
    private readonly Dictionary<string, int> used = [];

    internal OnnxGraph()
    {
    }

    internal Onnx.GraphProto Message => graph;

    /// <summary>Adds an operation with one output, whose name it gives.</summary>
    /// <param name="operation">Its name in the ONNX operator list, such as Relu.</param>
    /// <param name="inputs">Names of the values it takes.</param>
    /// <param name="attributes">Names and values: float, double, long, int, bool or a list of longs.</param>
    /// <exception cref="ArgumentException">An attribute is of another type.</exception>
    public string Add(string operation, IEnumerable<string> inputs, params IEnumerable<(string Name, object Value)> attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        var node = new Onnx.NodeProto { OpType = operation, Name = NewName(operation) };
        node.Output.Add(node.Name);
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)));
        graph.Node.Add(node);
        return node.Name;
    }

    /// <summary>Adds a value that stays as it is: float32 or int64, of any shape.</summary>
    /// <exception cref="ArgumentException">The tensor is of another type.</exception>
    public string Constant(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var scope = NewDisposeScope();
        var constant = new Onnx.TensorProto
        {
            Name = NewName("constant"),
            DataType = value.dtype switch
            {
                ScalarType.Float32 => DataType.Float,
                ScalarType.Int64 => DataType.Int64,
                var other => throw new ArgumentException($"A value of an ONNX file is float32 or int64 here, but this is {other}: convert it first.", nameof(value)),
            },
            RawData = ByteString.CopyFrom(value.detach().cpu().contiguous().bytes),
        };
        constant.Dims.AddRange(value.shape);
        graph.Initializer.Add(constant);
        return constant.Name;
    }

    /// <summary>Adds a single number.</summary>
    public string Constant(double value)
    {
        using var number = tensor((float)value);
        return Constant(number);
    }

    /// <summary>Adds whole numbers, such as axes.</summary>
    public string Constant(params long[] values)
    {
        using var numbers = tensor(values);
        return Constant(numbers);
    }

    /// <summary>Adds what brings values to zero mean and unit variance over some axes: layer normalization without weights.</summary>
    /// <param name="input">Name of the values.</param>
    /// <param name="epsilon">Is added to the variance.</param>
    /// <param name="axes">Which are taken together; 1, 2, 3 for each image by itself.</param>
    /// <returns>Name of the values it gives, of the same shape.</returns>
    public string Standardize(string input, double epsilon, params long[] axes)
    {
        var shifted = Add("Sub", [input, Mean(input)]);
        var variance = Mean(Add("Mul", [shifted, shifted]));
        return Add("Div", [shifted, Add("Sqrt", [Add("Add", [variance, Constant(epsilon)])])]);

        string Mean(string values) => Add("ReduceMean", [values, Constant(axes)]);
    }

    /// <summary>Adds all operations of a layer, as it is in evaluation mode.</summary>
    /// <param name="layer">One of TorchSharp's, a Sequential of such, or an <see cref="IOnnxLayer"/>.</param>
    /// <param name="input">Name of the value it is given.</param>
    /// <param name="name">By which messages call it; its type without.</param>
    /// <returns>Name of the value it gives.</returns>
    /// <exception cref="NotSupportedException">It can't be written; the message names it.</exception>
    public string Layer(nn.Module layer, string input, string name = "")
    {
        ArgumentNullException.ThrowIfNull(layer);
        path.Push(name);
        var output = layer switch
        {
            IOnnxLayer own => own.Write(this, input),
            Sequential when layer.GetType() == typeof(Sequential) => layer.named_children().Aggregate(input, (value, child) => Layer(child.module, value, child.name)),
            Conv2d convolution => Convolution(convolution, input),
            BatchNorm norm => Normalization(norm, input),
            ImageStandardization => Standardize(input, 1e-5, 1, 2, 3),
            LayerNorm norm => Normalization(norm, input),
            Linear { weight: var weight, bias: var bias } => Dense(weight, bias, input),
            MaxPool2d pool => Add("MaxPool", [input], [.. Window(pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode), ("dilations", pool.dilation ?? [1, 1])]),
            AvgPool2d { divisor_override: null } pool => Add("AveragePool", [input], [.. Window(pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode), ("count_include_pad", pool.count_include_pad)]),
            AdaptiveAvgPool2d pool when pool.output_size.All(size => size == 1) => Add("GlobalAveragePool", [input]),
            Flatten { start_dim: 1, end_dim: -1 } => Add("Flatten", [input]),
            Dropout or Dropout1d or Dropout2d or Dropout3d or Identity => input,
            ReLU => Add("Relu", [input]),
            LeakyReLU leaky => Add("LeakyRelu", [input], ("alpha", leaky.negative_slope)),
            Sigmoid => Add("Sigmoid", [input]),
            SiLU => Add("Mul", [input, Add("Sigmoid", [input])]),
            Tanh => Add("Tanh", [input]),
            Softmax softmax => Add("Softmax", [input], ("axis", softmax.dim)),
            // x / 2 (1 + erf(x / sqrt 2)); an operation of its own only from opset 20 on.
            GELU { approximate: GELU.Approximate.none } => Add("Mul", [
                Add("Mul", [input, Constant(0.5)]),
                Add("Add", [Add("Erf", [Add("Mul", [input, Constant(Math.Sqrt(0.5))])]), Constant(1.0)])]),
            _ => throw Unknown(layer, "no operation of ONNX is known for it, at least not with its settings"),
        };
        path.Pop();
        return output;
    }

    private string Convolution(Conv2d convolution, string input)
    {
        if (convolution.padding_mode != PaddingModes.Zeros)
            throw Unknown(convolution, $"it pads with {convolution.padding_mode}, and ONNX with zeros");
        // Same: the output is as large as the input, and what can't be halved comes behind.
        var total = convolution.kernel_size.Zip(convolution.dilation, (kernel, dilation) => dilation * (kernel - 1)).ToArray();
        long[] pads = convolution.padding_type switch
        {
            Padding.Same => [.. total.Select(all => all / 2), .. total.Select(all => all - all / 2)],
            Padding.Valid => [0, 0, 0, 0],
            _ => Twice(convolution.padding!),
        };
        return Add("Conv", [input, .. Weights(convolution.weight, convolution.bias)],
            ("strides", convolution.stride), ("pads", pads), ("dilations", convolution.dilation), ("group", convolution.groups));
    }

    private string Normalization(BatchNorm norm, string input)
    {
        if (norm.running_mean is not { } mean || norm.running_var is not { } variance)
            throw Unknown(norm, "it keeps no statistics (track_running_stats: false)");
        using var scope = NewDisposeScope();
        return Add("BatchNormalization", [input, .. Weights(norm.affine ? norm.weight : ones_like(mean), norm.affine ? norm.bias : zeros_like(mean), mean, variance)], ("epsilon", norm.eps));
    }

    private string Normalization(LayerNorm norm, string input)
    {
        using var scope = NewDisposeScope();
        return Add("LayerNormalization", [input, .. Weights(norm.elementwise_affine ? norm.weight : ones(norm.normalized_shape), norm.bias)],
            ("axis", -norm.normalized_shape.Length), ("epsilon", norm.eps));
    }

    // As a product, which inputs of any rank can have.
    private string Dense(Tensor weight, Tensor? bias, string input)
    {
        using var transposed = weight.t();
        var product = Add("MatMul", [input, Constant(transposed)]);
        return bias is null ? product : Add("Add", [product, Constant(bias)]);
    }

    private IEnumerable<string> Weights(params Tensor?[] tensors) => [.. tensors.OfType<Tensor>().Select(Constant)];

    private static (string, object)[] Window(long[] kernel, long[]? stride, long[]? padding, bool ceil)
    {
        static long[] Both(long[] sizes) => sizes.Length == 1 ? [sizes[0], sizes[0]] : sizes;
        return [("kernel_shape", Both(kernel)), ("strides", Both(stride ?? kernel)), ("pads", Twice(Both(padding ?? [0, 0]))), ("ceil_mode", ceil)];
    }

    private static long[] Twice(long[] padding) => [.. padding, .. padding];

    private NotSupportedException Unknown(nn.Module layer, string why)
    {
        var name = string.Join('.', path.Reverse().Where(part => part.Length > 0));
        var called = name.Length == 0 ? layer.GetType().Name : $"{name} ({layer.GetType().Name})";
        return new($"The layer {called} can't be written as ONNX: {why}. Let a layer of your own implement IOnnxLayer, or save the weights alone (safetensors, pytorch).");
    }

    private string NewName(string kind)
    {
        var place = string.Join('.', path.Reverse().Where(part => part.Length > 0).Append(kind));
        var count = used[place] = used.GetValueOrDefault(place) + 1;
        return count == 1 ? place : $"{place}_{count}";
    }

    private static Onnx.AttributeProto Attribute(string name, object value)
    {
        switch (value)
        {
            case float or double:
                return new() { Name = name, Type = AttributeType.Float, F = Convert.ToSingle(value) };
            case long or int or bool:
                return new() { Name = name, Type = AttributeType.Int, I = Convert.ToInt64(value) };
            case IEnumerable<long> values:
                var list = new Onnx.AttributeProto { Name = name, Type = AttributeType.Ints };
                list.Ints.AddRange(values);
                return list;
            default:
                throw new ArgumentException($"The attribute {name} is a {value.GetType().Name}; it must be a number, a bool or a list of longs.", nameof(value));
        }
    }
}
