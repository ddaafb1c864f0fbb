namespace Plotly.NET;

/// <summary>All of a chart that isn't its series: axes, titles, sizes, by plotly.js's names.</summary>
public class Layout : DynamicObj.DynamicObj
{
    /// <summary>Sets every property of the second layout on the first, which is changed and returned.</summary>
    public static Layout combine(Layout first, Layout second) => (Layout)DynamicObj.DynObj.combine(first, second);
}
