namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value written as one mime type.</summary>
public class FormattedValue
{
    /// <exception cref="ArgumentException">The mime type is null or blank.</exception>
    public FormattedValue(string mimeType, string value)
    {
        if (string.IsNullOrWhiteSpace(mimeType))
            throw new ArgumentException("A mime type cannot be null or blank.", nameof(mimeType));
        (MimeType, Value) = (mimeType, value);
    }

    /// <summary>The mime type the value is written as.</summary>
    public string MimeType { get; }

    /// <summary>The text; base64 where the mime type is binary.</summary>
    public string Value { get; }

    /// <summary>The value as <paramref name="mimeType"/>, or as the first mime type its type prefers.</summary>
    public static FormattedValue CreateSingleFromObject(object? value, string? mimeType = null)
    {
        mimeType ??= Formatter.GetPreferredMimeTypesFor(value?.GetType()).First();
        return new(mimeType, value.ToDisplayString(mimeType));
    }

    /// <summary>The value as each of <paramref name="mimeTypes"/>, or as all that its type prefers.</summary>
    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object? value, params string[]? mimeTypes)
    {
        IEnumerable<string> wanted = mimeTypes is { Length: > 0 } ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        return [.. wanted.Select(mimeType => CreateSingleFromObject(value, mimeType))];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{MimeType}: {Value}";
}
