using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>What a type looks like to the default formatters.</summary>
internal static class TypeShape
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(object)] = "object", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(string)] = "string",
        [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(ushort)] = "ushort",
    };

    /// <summary>Shown as one piece of text: numbers, text, dates, enums and nullable ones of them.</summary>
    public static bool IsScalar(this Type type) =>
        type.IsPrimitive || type.IsEnum
        || type == typeof(string) || type == typeof(decimal) || type == typeof(Guid)
        || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || type == typeof(DateOnly) || type == typeof(TimeOnly) || typeof(Type).IsAssignableFrom(type)
        || (Nullable.GetUnderlyingType(type)?.IsScalar() ?? false);

    public static bool IsTuple(this Type type) => typeof(ITuple).IsAssignableFrom(type);

    public static bool IsSequence(this Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>What a sequence holds; object where the sequence doesn't say.</summary>
    public static Type ElementType(this Type type) =>
        type.IsArray ? type.GetElementType()!
        : type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0] ?? typeof(object);

    /// <summary>The public instance properties and fields, in declaration order.</summary>
    public static MemberInfo[] Members(this Type type) =>
        [.. type.GetMembers(BindingFlags.Instance | BindingFlags.Public).Where(member => member switch
        {
            FieldInfo field => !field.Name.Contains('<'),
            PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never,
            _ => false,
        })];

    /// <summary>A member's value, or the exception that reading it threw.</summary>
    public static object? ValueIn(this MemberInfo member, object instance)
    {
        try
        {
            return member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    /// <summary>Whether a formatter of this type, an interface or generic definition included, covers values of another.</summary>
    public static bool Covers(this Type type, Type actual)
    {
        if (!type.IsGenericTypeDefinition)
            return type.IsAssignableFrom(actual);
        for (Type? ancestor = actual; ancestor is not null; ancestor = ancestor.BaseType)
            if (IsOf(ancestor))
                return true;
        return actual.GetInterfaces().Any(IsOf);

        bool IsOf(Type candidate) => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == type;
    }

    /// <summary>The type as C# writes it, without namespaces.</summary>
    public static string CSharpName(this Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{type.GetElementType()!.CSharpName()}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return underlying.CSharpName() + "?";
        if (type.Name.Contains("AnonymousType", StringComparison.Ordinal))
            return "(anonymous)";
        if (!type.IsGenericType)
            return type.Name;
        var name = type.Name.Split('`')[0];
        var arguments = string.Join(", ", type.GetGenericArguments().Select(CSharpName));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) is true ? $"({arguments})" : $"{name}<{arguments}>";
    }

    /// <summary>The first items of a sequence; how many more there are, null where only enumerating would tell.</summary>
    public static (List<object?> Items, int? More) Head(IEnumerable sequence)
    {
        var limit = Formatter.ListExpansionLimit;
        var items = new List<object?>();
        var more = false;
        foreach (var item in sequence)
        {
            if (items.Count == limit)
            {
                more = true;
                break;
            }
            items.Add(item);
        }
        return (items, !more ? 0 : sequence is ICollection collection ? collection.Count - limit : null);
    }
}
