namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value that was displayed and can be replaced by a newer one where it stands.</summary>
public class DisplayedValue(object? value, IReadOnlyList<FormattedValue> formattedValues)
{
    private string? displayId;

    /// <summary>Names this display among others.</summary>
    public string DisplayId => displayId ??= Guid.NewGuid().ToString();

    /// <summary>Whether <see cref="Update"/> has been called.</summary>
    public bool IsUpdated { get; private set; }

    /// <summary>What was displayed last.</summary>
    public object? Value { get; private set; } = value;

    /// <summary>The value in every mime type it was displayed in.</summary>
    public IReadOnlyList<FormattedValue> FormattedValues { get; private set; } =
        formattedValues ?? throw new ArgumentNullException(nameof(formattedValues));

    /// <summary>Displays another value in this one's place, in the same mime types.</summary>
    public void Update(object? updatedValue)
    {
        IsUpdated = true;
        Value = updatedValue;
        FormattedValues = FormattedValue.CreateManyFromObject(updatedValue, [.. FormattedValues.Select(formatted => formatted.MimeType)]);
        Formatter.Publish(this);
    }
}
