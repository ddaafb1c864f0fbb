using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors created on its thread while it is the innermost scope, and frees them when it is disposed.
/// Made by <see cref="NewDisposeScope"/>; scopes nest, and belong to one thread.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);
    private bool disposed;

    internal DisposeScope(DisposeScopeManager manager) => (this.manager, OuterScope) = (manager, manager.CurrentDisposeScope);

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>What the scope owns now, in no particular order.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return [.. disposables];
        }
    }

    /// <summary>How many objects the scope owns now.</summary>
    public int DisposablesCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return disposables.Count;
        }
    }

    /// <summary>Whether the scope owns this object.</summary>
    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    /// <summary>Hands objects to the scope outside this one; without one they are detached.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(OuterScope, disposable);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        MoveToOther(OuterScope, first, second);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(OuterScope, first, second, third);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables.AsEnumerable());

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Hands objects to another scope; to null means to detach them. Objects of other scopes are left alone.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second));

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, disposables.AsEnumerable());

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(scope, disposable);
    }

    /// <summary>Makes the scope give objects up: from now on whoever holds them disposes them.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        MoveToOther(null, first, second);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(null, first, second, third);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables.AsEnumerable());

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Makes the scope own tensors, wherever they belonged before.</summary>
    /// <exception cref="InvalidOperationException">The object is no tensor.</exception>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Take(disposable))
            manager.Counts.AttachedToScopeCount++;
    }

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public void Attach(params IDisposable[] disposables) => Attach(disposables.AsEnumerable());

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var attached = disposables.ToList();
        attached.ForEach(Attach);
        return attached;
    }

    /// <summary>Frees everything the scope owns; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Frees everything the scope owns except the objects named, which it owns from then on.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var all = disposables;
        disposables = new(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in all)
        {
            if (!disposables.Contains(disposable))
                disposable.Dispose();
        }
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut(keep.AsEnumerable());

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep }.AsEnumerable());
        return keep;
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second }.AsEnumerable());
        return (first, second);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second, third }.AsEnumerable());
        return (first, second, third);
    }

    /// <summary>Makes the scope forget an object without freeing it.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        disposables.Remove(disposable);
        if (disposable is Tensor tensor)
            tensor.OwningDisposeScope = null;
    }

    /// <summary>Frees everything the scope owns and makes the scope outside it the current one.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        DisposeEverything();
        manager.Close(this);
        disposed = true;
    }

    /// <summary>Owns a tensor made while this was the current scope.</summary>
    internal void Register(Tensor tensor) => disposables.Add(tensor);

    /// <summary>Puts one tensor in another's place, with whatever scope owned that.</summary>
    internal void Replace(Tensor original, Tensor replacement)
    {
        disposables.Remove(original);
        original.OwningDisposeScope = null;
        Take(replacement);
    }

    private void Move(DisposeScope? target, IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!disposables.Remove(disposable))
            return;
        if (target is not null)
        {
            target.Take(disposable);
        }
        else if (disposable is Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
            manager.Counts.DetachedFromScopeCount++;
        }
    }

    private bool Take(IDisposable disposable)
    {
        if (disposable is not Tensor tensor)
            throw new InvalidOperationException("A dispose scope owns tensors only.");
        if (tensor.OwningDisposeScope == this)
            return false;
        tensor.OwningDisposeScope?.disposables.Remove(tensor);
        tensor.OwningDisposeScope = this;
        disposables.Add(tensor);
        return true;
    }
}
