using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The style that <see cref="TorchSharp.TensorStringStyle.Default"/> stands for.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;

    public partial class Tensor
    {
        /// <summary>Shape, type and device, such as "[2x3], type = Float32, device = cpu".</summary>
        public override string ToString() => IsInvalid ? "" : TensorPrinter.Metadata(this);

        /// <summary>Shape, type and device, or (disamb) all of it in the default style.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <param name="style">How to write it.</param>
        /// <param name="fltFormat">.NET's format for numbers with a fraction; left out, "g5".</param>
        /// <param name="width">Characters a line; left out, 100. For the Julia style.</param>
        /// <param name="cultureInfo">Whose decimal point; left out, the thread's.</param>
        /// <param name="newLine">What ends a line; left out, the system's.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default)
                style = torch.TensorStringStyle;
            if (style == TensorStringStyle.Metadata || is_meta)
                return ToString();
            var printer = new TensorPrinter(this, fltFormat ?? "g5", width ?? 100, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? Environment.NewLine);
            return style == TensorStringStyle.Numpy ? printer.Numpy() : printer.Julia();
        }
    }
}
