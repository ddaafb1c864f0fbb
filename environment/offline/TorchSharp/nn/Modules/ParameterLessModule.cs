namespace TorchSharp.Modules;

/// <summary>A module with nothing to learn or keep.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>
{
    protected ParameterLessModule(string name) : base(name) { }
}
