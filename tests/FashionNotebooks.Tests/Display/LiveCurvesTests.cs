using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace FashionNotebooks.Tests.Display;

public sealed class LiveCurvesTests
{
    [Fact]
    public void One_chart_is_shown_and_then_updated_with_every_epoch()
    {
        NotebookFormatters.Register();
        List<DisplayedValue> shown = [];
        var watch = Charts.LiveCurves(chart =>
        {
            shown.Add(new(chart, FormattedValue.CreateManyFromObject(chart)));
            return shown[^1];
        });

        watch(new EpochResult(1, 0.5, 0.7, 0.4, 0.8, 0.001, 1));
        Assert.False(Assert.Single(shown).IsUpdated);
        watch(new EpochResult(2, 0.3, 0.8, 0.35, 0.85, 0.001, 1));

        Assert.True(Assert.Single(shown).IsUpdated);
        var json = GenericChart.toJson((GenericChart)shown[0].Value);
        Assert.Contains("0.35", json);
        Assert.Contains("0.4", json);
    }

    [Fact]
    public void Where_nothing_can_be_updated_each_chart_is_shown()
    {
        var shown = 0;
        var watch = Charts.LiveCurves(_ => ++shown);
        watch(new EpochResult(1, 0.5, 0.7, 0.4, 0.8, 0.001, 1));
        watch(new EpochResult(2, 0.3, 0.8, 0.35, 0.85, 0.001, 1));
        Assert.Equal(2, shown);
    }

    [Fact]
    public void The_rate_finders_chart_says_its_suggestion() =>
        Assert.Contains("smallest running mean: 0.001.", GenericChart.toJson(Charts.RateSweep(new([0.0001, 0.001, 0.01], [2.0, 1.5, 1.0]))));
}
