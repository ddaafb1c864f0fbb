namespace FashionNotebooks;

/// <summary>A layer of one's own that can be written as operations of ONNX.</summary>
public interface IOnnxLayer
{
    /// <summary>Writes what the layer does in evaluation mode.</summary>
    /// <param name="graph">Takes the operations, and the layers that this one is made of.</param>
    /// <param name="input">Name of the value that the layer is given.</param>
    /// <returns>Name of the value that it gives.</returns>
    string Write(OnnxGraph graph, string input);
}
