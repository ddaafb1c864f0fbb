using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor as text, laid out as TorchSharp does.</summary>
internal sealed class TensorPrinter
{
    private const string Ellipsis = "...";

    /// <summary>Longer dimensions show this many places in the Numpy style: the first three and the last three.</summary>
    private const int Shown = 6;

    private readonly string header;
    private readonly long[] shape;
    private readonly string[] numbers;
    private readonly int width;
    private readonly string newLine;

    internal TensorPrinter(Tensor tensor, string format, int width, CultureInfo culture, string newLine)
    {
        (header, shape, this.width, this.newLine) = (Metadata(tensor), tensor.shape, width, newLine);
        numbers = Format(tensor, format, culture);
    }

    internal static string Metadata(Tensor tensor) => $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>The header, then every matrix of the last two dimensions under its place in the others.</summary>
    internal string Julia()
    {
        var text = new StringBuilder(header);
        if (shape.Length == 0)
            return text.Append(", value = ").Append(numbers[0]).ToString();
        if (shape.Length == 1)
        {
            AppendMatrix(text.Append(newLine), 0, 1, (int)shape[0]);
            return text.ToString();
        }
        var (rows, columns) = ((int)shape[^2], (int)shape[^1]);
        for (var start = 0; start < numbers.Length; start += rows * columns)
        {
            text.Append(newLine);
            if (shape.Length > 2)
                text.Append('[').Append(string.Join(',', OuterPlace(start / (rows * columns)))).Append(",..,..] =").Append(newLine);
            AppendMatrix(text, start, rows, columns);
        }
        return text.ToString();
    }

    /// <summary>Numbers in nested brackets.</summary>
    internal string Numpy()
    {
        var text = new StringBuilder();
        AppendNested(text, 0, 0, numbers.Length);
        return text.ToString();
    }

    /// <summary>As many columns as fit the width in every row, aligned to the right.</summary>
    private void AppendMatrix(StringBuilder text, int start, int rows, int columns)
    {
        var fitting = columns;
        for (var row = 0; row < rows; row++)
            fitting = Math.Min(fitting, FittingColumns(numbers.AsSpan(start + (row * columns), columns)));
        var widths = new int[fitting];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < fitting; column++)
                widths[column] = Math.Max(widths[column], numbers[start + (row * columns) + column].Length);
        }
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < fitting; column++)
                text.Append(' ').Append(numbers[start + (row * columns) + column].PadLeft(widths[column]));
            if (fitting < columns)
                text.Append(' ').Append(Ellipsis);
            text.Append(newLine);
        }
    }

    private int FittingColumns(ReadOnlySpan<string> row)
    {
        var left = width;
        for (var column = 0; column < row.Length; column++)
        {
            if (left < row[column].Length + Ellipsis.Length + 1)
                return column;
            left -= row[column].Length + 1;
        }
        return row.Length;
    }

    private long[] OuterPlace(long index)
    {
        var place = new long[shape.Length - 2];
        for (var dim = place.Length - 1; dim >= 0; dim--)
            (index, place[dim]) = Math.DivRem(index, shape[dim]);
        return place;
    }

    private void AppendNested(StringBuilder text, int dim, int start, int count)
    {
        if (dim == shape.Length)
        {
            text.Append(numbers[start]);
            return;
        }
        var innermost = dim == shape.Length - 1;
        var extent = (int)shape[dim];
        var separator = innermost ? ", " : string.Concat(Enumerable.Repeat(newLine, shape.Length - dim - 1)) + new string(' ', dim + 1);
        text.Append('[');
        for (var i = 0; i < extent; i++)
        {
            if (extent > Shown && i == Shown / 2)
            {
                // The middle: "... " within a row, a line of its own between rows.
                text.Append(innermost ? ", ... " : separator + Ellipsis + separator);
                i = extent - (Shown / 2);
            }
            else if (i > 0)
            {
                text.Append(separator);
            }
            AppendNested(text, dim + 1, start + (i * (count / extent)), count / extent);
        }
        text.Append(']');
    }

    private static string[] Format(Tensor tensor, string format, CultureInfo culture)
    {
        using var scope = NewDisposeScope();
        tensor = tensor.detach();
        return tensor.dtype switch
        {
            ScalarType.Bool => Texts<bool>(tensor, value => value.ToString(culture)),
            ScalarType.Float64 => Texts<double>(tensor, value => value.ToString(format, culture)),
            _ when tensor.is_floating_point() => Texts<float>(tensor.@float(), value => value.ToString(format, culture)),
            _ when tensor.is_integral() => Texts<long>(tensor.@long(), value => value.ToString(CultureInfo.InvariantCulture)),
            var type => throw new NotSupportedException($"Numbers of type {type} can't be written."),
        };
    }

    private static string[] Texts<T>(Tensor tensor, Converter<T, string> text) where T : unmanaged =>
        Array.ConvertAll(tensor.data<T>().ToArray(), text);
}
