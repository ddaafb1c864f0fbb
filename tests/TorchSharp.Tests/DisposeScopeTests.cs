using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_frees_what_was_made_in_it_and_nothing_else()
    {
        using var before = ones(1);
        Tensor inside;
        using (NewDisposeScope())
            inside = before + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
    }

    [Fact]
    public void Scopes_nest_and_the_innermost_owns()
    {
        using var outer = NewDisposeScope();
        var first = ones(1);
        using (var inner = NewDisposeScope())
        {
            var second = ones(1);
            Assert.Same(inner, CurrentDisposeScope);
            Assert.True(inner.Contains(second));
            Assert.False(inner.Contains(first));
            Assert.True(outer.Contains(first));
            Assert.Equal(1, inner.DisposablesCount);
        }
        Assert.Same(outer, CurrentDisposeScope);
        Assert.False(first.IsInvalid);
    }

    [Fact]
    public void A_tensor_moved_to_the_outer_scope_lives_as_long_as_that()
    {
        Tensor kept;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
                kept = ones(1).MoveToOuterDisposeScope();
            Assert.False(kept.IsInvalid);
            Assert.True(outer.Contains(kept));
        }
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Moved_out_of_the_outermost_scope_or_detached_a_tensor_belongs_to_nobody()
    {
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            moved = ones(1).MoveToOuterDisposeScope();
            detached = ones(1).DetachFromDisposeScope();
        }
        Assert.False(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        moved.Dispose();
        detached.Dispose();
    }

    [Fact]
    public void Scopes_hand_tensors_over_one_two_or_three_at_a_time()
    {
        using var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var (a, b, c, d) = (ones(1), ones(1), ones(1), ones(1));
        Assert.Same(a, inner.MoveToOuter(a));
        Assert.Equal((b, c), inner.MoveToOuter(b, c));
        inner.Detach(d);
        inner.Dispose();
        Assert.Equal(3, outer.DisposablesCount);
        Assert.False(d.IsInvalid);
        outer.Attach(d);
        Assert.Equal(4, outer.DisposablesView.Count);
        outer.DisposeEverythingBut(a, b);
        Assert.Equal([false, false, true, true], new[] { a, b, c, d }.Select(tensor => tensor.IsInvalid));
        Assert.Equal(2, outer.DisposablesCount);
        outer.DisposeEverything();
        Assert.True(a.IsInvalid);
    }

    [Fact]
    public void A_tensor_joins_the_scope_of_another()
    {
        using var outer = NewDisposeScope();
        var model = ones(1);
        using var inner = NewDisposeScope();
        var tensor = ones(1).MoveToOtherDisposeScope(model);
        Assert.True(outer.Contains(tensor));
        var loose = ones(1).DetachFromDisposeScope().MoveToOtherDisposeScope(model);
        Assert.True(outer.Contains(loose));
    }

    [Fact]
    public void A_closed_scope_refuses_and_closing_twice_does_nothing()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        using var tensor = ones(1);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(tensor));
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_scope_owns_tensors_only()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<InvalidOperationException>(() => scope.Attach(new MemoryStream()));
    }

    [Fact]
    public void Scopes_closed_out_of_order_leave_the_others_open()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data_in_the_scope()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = nn.Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Layers_outlive_the_scope_that_they_were_made_in()
    {
        Modules.Linear layer;
        Modules.BatchNorm1d norm;
        using (NewDisposeScope())
            (layer, norm) = (nn.Linear(2, 3), nn.BatchNorm1d(3));
        Assert.False(layer.weight.IsInvalid);
        Assert.False(norm.running_mean!.IsInvalid);
        layer.Dispose();
        norm.Dispose();
        Assert.True(norm.running_mean.IsInvalid);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        DisposeScope? there = scope;
        var thread = new Thread(() => there = CurrentDisposeScope);
        thread.Start();
        thread.Join();
        Assert.Null(there);
    }

    [Fact]
    public void Only_the_result_of_a_wrapped_computation_stays()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => ones(2) + ones(2) * 3);
        Assert.Equal([4f, 4f], result.data<float>().ToArray());
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Statistics_count_what_became_of_tensors()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (var scope = NewDisposeScope())
        {
            ones(1).Dispose();
            ones(1).DetachFromDisposeScope().Dispose();
            _ = ones(1);
        }
        ones(1).Dispose();
        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(2, statistics.DisposedOutsideScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }
}
