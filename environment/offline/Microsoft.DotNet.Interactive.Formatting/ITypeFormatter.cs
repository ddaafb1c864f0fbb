namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of one type as one mime type.</summary>
public interface ITypeFormatter
{
    /// <summary>The mime type written.</summary>
    string MimeType { get; }

    /// <summary>The type formatted, along with everything derived from it; may be an interface or a generic definition.</summary>
    Type Type { get; }

    /// <summary>Writes the value, or returns false to leave it to the next formatter in line.</summary>
    bool Format(object instance, FormatContext context);
}
