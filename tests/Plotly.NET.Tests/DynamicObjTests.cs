using System.Dynamic;
using DynamicObj;

namespace Plotly.NET.Tests;

public class DynamicObjTests
{
    private sealed class WithProperty : DynamicObj.DynamicObj
    {
        public string Kind { get; set; } = "plain";

        public string Fixed { get; } = "fixed";
    }

    [Fact]
    public void Properties_are_set_and_replaced_by_name_and_keep_their_order()
    {
        var item = new DynamicObj.DynamicObj();
        item.SetValue("b", 1);
        item.SetValue("a", "text");
        item.SetValue("b", 2);
        Assert.Equal([new("b", 2), new("a", "text")], item.GetProperties(false));
        Assert.Equal(["b", "a"], item.GetDynamicMemberNames());
    }

    [Fact]
    public void A_property_of_the_class_is_set_in_place_and_listed_first()
    {
        var item = new WithProperty();
        item.SetValue("x", 1);
        item.SetValue("Kind", "special");
        Assert.Equal("special", item.Kind);
        Assert.Equal(["Kind", "Fixed", "x"], item.GetDynamicMemberNames());
        Assert.Equal([new("x", 1)], item.GetProperties(false));
    }

    [Fact]
    public void A_property_that_cannot_be_written_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WithProperty().SetValue("Fixed", "other"));

    [Fact]
    public void Dynamic_code_reads_and_writes_the_same_properties()
    {
        dynamic item = new WithProperty();
        item.x = 5;
        item.Kind = "special";
        Assert.Equal(5, item.x);
        Assert.Equal("special", ((WithProperty)item).Kind);
        Assert.ThrowsAny<Exception>(() => item.missing);
    }

    [Fact]
    public void A_removed_property_is_gone()
    {
        var item = new DynamicObj.DynamicObj();
        item.SetValue("x", 1);
        Assert.True(item.Remove("x"));
        Assert.False(item.Remove("x"));
        Assert.Empty(item.GetProperties(true));
    }

    [Fact]
    public void Combining_overwrites_values_and_combines_objects_within()
    {
        DynamicObj.DynamicObj first = new(), second = new(), axis = new(), otherAxis = new();
        axis.SetValue("title", "old");
        axis.SetValue("grid", true);
        otherAxis.SetValue("title", "new");
        first.SetValue("axis", axis);
        first.SetValue("width", 1);
        second.SetValue("axis", otherAxis);
        second.SetValue("width", 2);

        Assert.Same(first, DynObj.combine(first, second));
        Assert.Equal([new("title", "new"), new("grid", true)], axis.GetProperties(false));
        Assert.Contains(new("width", 2), first.GetProperties(false));
    }
}
