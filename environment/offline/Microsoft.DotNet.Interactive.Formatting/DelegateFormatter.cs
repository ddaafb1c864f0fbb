namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A formatter made of a function.</summary>
internal sealed class DelegateFormatter(Type type, string mimeType, FormatDelegate<object> format) : ITypeFormatter
{
    public string MimeType { get; } = string.IsNullOrWhiteSpace(mimeType)
        ? throw new ArgumentException("A mime type cannot be null or blank.", nameof(mimeType))
        : mimeType;

    public Type Type { get; } = type;

    public bool Format(object instance, FormatContext context) => format(instance, context);
}
