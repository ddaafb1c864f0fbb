using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until disposed, operations on this thread are not recorded for backward().</summary>
    public static IDisposable no_grad() => new GradModeGuard(false);

    /// <summary>Until disposed, operations on this thread are recorded, or not.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    /// <inheritdoc cref="enable_grad"/>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeGuard(mode);

    /// <summary>Until disposed, tensors made on this thread can never take part in backward(), which saves bookkeeping.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeGuard(mode);

    /// <summary>Whether operations on this thread are recorded.</summary>
    public static bool is_grad_enabled() => Shim.shim_grad_enabled() != 0;

    /// <summary>Whether <see cref="inference_mode"/> holds on this thread.</summary>
    public static bool is_inference_mode_enabled() => Shim.shim_inference_enabled() != 0;

    private sealed class GradModeGuard : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        internal GradModeGuard(bool enabled) => Shim.shim_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Shim.shim_set_grad_enabled(before ? 1 : 0);
    }

    private sealed class InferenceModeGuard(bool enabled) : IDisposable
    {
        private nint guard = Shim.shim_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            if (guard != 0)
                Shim.shim_inference_leave(guard);
            guard = 0;
        }
    }
}
