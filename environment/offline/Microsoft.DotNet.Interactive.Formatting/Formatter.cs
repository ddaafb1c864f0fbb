using System.Globalization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Turns values into text of a mime type, by formatters registered for their types and by defaults for all others.</summary>
public static class Formatter
{
    private static readonly Lock Gate = new();
    private static readonly List<ITypeFormatter> Registered = [];
    private static readonly List<(Type Type, string[] MimeTypes)> Preferred = [];
    private static readonly ITypeFormatter[] Defaults =
    [
        new DelegateFormatter(typeof(object), PlainTextFormatter.MimeType, PlainTextFormatter.Format),
        new DelegateFormatter(typeof(object), HtmlFormatter.MimeType, HtmlFormatter.Format),
        new DelegateFormatter(typeof(object), JsonFormatter.MimeType, JsonFormatter.Format),
    ];

    private static event Action<DisplayedValue>? Displayed;

    static Formatter() => ResetToDefault();

    /// <summary>How many items of a sequence are written; 20 unless set.</summary>
    public static int ListExpansionLimit
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentException($"{nameof(ListExpansionLimit)} must be at least 0.");
    }

    /// <summary>How deep into an object's members the default formatters go; 6 unless set.</summary>
    public static int RecursionLimit
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentException($"{nameof(RecursionLimit)} must be at least 0.");
    }

    /// <summary>What null is written as.</summary>
    public static string NullString { get; set; } = "<null>";

    /// <summary>The mime type of values whose type prefers none; text/html unless set.</summary>
    public static string DefaultMimeType
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = HtmlFormatter.MimeType;

    /// <summary>Forgets every registration and setting.</summary>
    public static void ResetToDefault()
    {
        lock (Gate)
        {
            Registered.Clear();
            Preferred.Clear();
        }
        (ListExpansionLimit, RecursionLimit, NullString, DefaultMimeType) = (20, 6, "<null>", HtmlFormatter.MimeType);
    }

    /// <summary>Adds a formatter, ahead of earlier ones for the same type and mime type.</summary>
    public static void Register(ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        lock (Gate)
            Registered.Insert(0, formatter);
    }

    /// <summary>Formats values of a type, and of types derived from it, by a function.</summary>
    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter(typeof(T), mimeType, (value, context) => formatter((T)value, context)));

    /// <inheritdoc cref="Register{T}(FormatDelegate{T}, string)"/>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(typeof(T), (value, writer) => formatter((T)value, writer), mimeType);

    /// <inheritdoc cref="Register{T}(FormatDelegate{T}, string)"/>
    public static void Register<T>(Func<T, string> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(typeof(T), (value, writer) => writer.Write(formatter((T)value)), mimeType);

    /// <summary>Formats values of a type, which may be a generic definition, and of types derived from it by a function.</summary>
    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter(type, mimeType, formatter));

    /// <inheritdoc cref="Register(Type, FormatDelegate{object}, string)"/>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(type, (value, context) =>
        {
            formatter(value, context.Writer);
            return true;
        }, mimeType);

    /// <summary>All formatters, the latest first.</summary>
    public static IEnumerable<ITypeFormatter> RegisteredFormatters(bool includeDefaults = true)
    {
        lock (Gate)
            return [.. Registered, .. includeDefaults ? Defaults : []];
    }

    /// <summary>Values of a type, and of types derived from it, are shown as these mime types.</summary>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (preferredMimeTypes is null || preferredMimeTypes.All(string.IsNullOrWhiteSpace))
            throw new ArgumentException("At least one mime type must be given.", nameof(preferredMimeTypes));
        lock (Gate)
            Preferred.Insert(0, (type, [.. preferredMimeTypes.Distinct()]));
    }

    /// <summary>What values of a type are shown as: the preference of the most specific type that covers it.</summary>
    public static IReadOnlyCollection<string> GetPreferredMimeTypesFor(Type? type)
    {
        type ??= typeof(object);
        lock (Gate)
            return MostSpecificFirst(Preferred, preference => preference.Type, type).Select(preference => preference.MimeTypes).FirstOrDefault()
                ?? [type == typeof(string) ? PlainTextFormatter.MimeType : DefaultMimeType];
    }

    /// <summary>The value as text of a mime type.</summary>
    /// <exception cref="ArgumentException">No formatter writes such values as this mime type.</exception>
    public static string ToDisplayString(this object? obj, string mimeType = PlainTextFormatter.MimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var context = new FormatContext(writer);
        obj.FormatTo(context, mimeType);
        return writer.ToString();
    }

    /// <summary>Writes the value as text of a mime type.</summary>
    /// <exception cref="ArgumentException">No formatter writes such values as this mime type.</exception>
    public static void FormatTo<T>(this T obj, FormatContext context, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        var type = obj?.GetType() ?? typeof(object);
        ITypeFormatter[] formatters;
        lock (Gate)
            formatters =
            [
                .. obj is null ? [] : MostSpecificFirst(Registered.Where(formatter => formatter.MimeType == mimeType), formatter => formatter.Type, type),
                .. Defaults.Where(formatter => formatter.MimeType == mimeType),
            ];
        if (formatters.Length == 0)
            throw new ArgumentException(
                $"No formatter is registered that writes {type.CSharpName()} as {mimeType}. Register one, or ask for {PlainTextFormatter.MimeType}.", nameof(mimeType));
        context.Enter();
        try
        {
            _ = formatters.Any(formatter => formatter.Format(obj!, context));
        }
        finally
        {
            context.Leave();
        }
    }

    /// <summary>Calls back whenever code displays a value or updates a displayed one.</summary>
    public static IDisposable SubscribeToDisplayedValues(Action<DisplayedValue> onEvent)
    {
        Displayed += onEvent;
        return new Subscription(onEvent);
    }

    internal static void Publish(DisplayedValue value)
    {
        if (Displayed is { } displayed)
            displayed(value);
        else
            Console.WriteLine(value.FormattedValues.OrderBy(formatted => formatted.MimeType != PlainTextFormatter.MimeType).First().Value);
    }

    internal static bool HasRegistrationFor(Type type)
    {
        lock (Gate)
            return Registered.Any(formatter => formatter.Type.Covers(type)) || Preferred.Any(preference => preference.Type.Covers(type));
    }

    /// <summary>A part of a value as text, written one level deeper.</summary>
    internal static string Nested(object? value, FormatContext context, string mimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var nested = new FormatContext(writer);
        for (var level = 0; level < context.Depth; level++)
            nested.Enter();
        value.FormatTo(nested, mimeType);
        return writer.ToString();
    }

    /// <summary>Those that cover a type, each ahead of all that are more general; ties keep their order.</summary>
    private static IEnumerable<T> MostSpecificFirst<T>(IEnumerable<T> candidates, Func<T, Type> typeOf, Type actual)
    {
        var left = candidates.Where(candidate => typeOf(candidate).Covers(actual)).ToList();
        while (left.Count > 0)
        {
            var next = left.First(candidate => !left.Exists(other => IsMoreSpecific(typeOf(other), typeOf(candidate))));
            left.Remove(next);
            yield return next;
        }

        static bool IsMoreSpecific(Type one, Type other) => other.Covers(one) && !one.Covers(other);
    }

    private sealed class Subscription(Action<DisplayedValue> onEvent) : IDisposable
    {
        public void Dispose() => Displayed -= onEvent;
    }
}
