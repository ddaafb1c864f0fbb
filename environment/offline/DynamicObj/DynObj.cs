namespace DynamicObj;

/// <summary>Functions on dynamic objects.</summary>
public static class DynObj
{
    /// <summary>
    /// Sets every property of the second object on the first, which is changed and returned. Where both hold an object, the two
    /// are combined likewise.
    /// </summary>
    public static DynamicObj combine(DynamicObj first, DynamicObj second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        foreach (var (name, value) in second.GetProperties(true))
        {
            var existing = first.GetProperties(true).FirstOrDefault(pair => pair.Key == name).Value;
            first.SetValue(name, value is DynamicObj inner && existing is DynamicObj outer ? combine(outer, inner) : value);
        }
        return first;
    }
}
