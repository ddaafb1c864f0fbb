using System.Dynamic;
using System.Reflection;

namespace DynamicObj;

/// <summary>An object whose properties are set by name while the program runs; those of its class can be set so too.</summary>
public class DynamicObj : DynamicObject
{
    private readonly Dictionary<string, object?> properties = [];

    /// <summary>Sets a property, making it if there is none of that name.</summary>
    /// <exception cref="ArgumentException">It is a property of the class that can't be written.</exception>
    public void SetValue<T>(string name, T value)
    {
        if (InstanceProperty(name) is { } property)
            property.SetValue(this, value);
        else
            properties[name] = value;
    }

    /// <summary>Takes a dynamic property away; false if there was none of that name.</summary>
    public bool Remove(string name) => properties.Remove(name);

    /// <summary>Names and values, those of the class first if they are wanted, then the dynamic ones in the order they were made.</summary>
    public IEnumerable<KeyValuePair<string, object?>> GetProperties(bool includeInstanceProperties)
    {
        var own = includeInstanceProperties ? GetType().GetProperties().Select(p => KeyValuePair.Create(p.Name, p.GetValue(this))) : [];
        return own.Concat(properties);
    }

    /// <summary>All names; the JSON serializer asks for them.</summary>
    public override IEnumerable<string> GetDynamicMemberNames() => GetProperties(true).Select(pair => pair.Key);

    /// <summary>Reads a property for C#'s dynamic and for the JSON serializer.</summary>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        ArgumentNullException.ThrowIfNull(binder);
        if (properties.TryGetValue(binder.Name, out result))
            return true;
        var property = InstanceProperty(binder.Name);
        result = property?.GetValue(this);
        return property is not null;
    }

    /// <summary>Writes a property for C#'s dynamic.</summary>
    public override bool TrySetMember(SetMemberBinder binder, object? value)
    {
        ArgumentNullException.ThrowIfNull(binder);
        SetValue(binder.Name, value);
        return true;
    }

    private PropertyInfo? InstanceProperty(string name) => GetType().GetProperty(name);
}
