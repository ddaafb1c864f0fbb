using Microsoft.DotNet.Interactive.Formatting;

namespace System;

/// <summary>Shows values while code is running.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value as the given mime types, or as those that its type prefers.</summary>
    public static DisplayedValue Display(this object? value, params string[]? mimeTypes)
    {
        var displayed = new DisplayedValue(value, FormattedValue.CreateManyFromObject(value, mimeTypes));
        Formatter.Publish(displayed);
        return displayed;
    }

    /// <summary>Shows text that is already in the given mime type.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        var displayed = new DisplayedValue(value, [new FormattedValue(mimeType, value)]);
        Formatter.Publish(displayed);
        return displayed;
    }
}
