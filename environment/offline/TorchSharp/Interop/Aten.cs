using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// Calls ATen's operators by schema name: "relu", or "add.Tensor" with the overload after the dot.
/// Arguments go in the schema's order; those left out at the end take the schema's defaults.
/// </summary>
internal static unsafe class Aten
{
    /// <summary>Calls an operator that gives one new tensor.</summary>
    internal static Tensor Call(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Invoke(name, arguments, &result, 1);
        return new Tensor((nint)result.Pointer);
    }

    /// <summary>Calls an operator for its effect; whatever it returns is dropped.</summary>
    internal static void Run(string name, params ReadOnlySpan<Argument> arguments) => Invoke(name, arguments, null, 0);

    internal static (Tensor, Tensor) CallTwo(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(name, arguments, results, 2);
        return (new Tensor((nint)results[0].Pointer), new Tensor((nint)results[1].Pointer));
    }

    internal static (Tensor, Tensor, Tensor) CallThree(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(name, arguments, results, 3);
        return (new Tensor((nint)results[0].Pointer), new Tensor((nint)results[1].Pointer), new Tensor((nint)results[2].Pointer));
    }

    /// <summary>Calls an operator that gives a list of tensors.</summary>
    internal static Tensor[] CallMany(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Invoke(name, arguments, &result, 1);
        var handles = (nint*)result.Pointer;
        var tensors = new Tensor[result.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(handles[i]);
        Shim.shim_free(handles);
        return tensors;
    }

    /// <summary>Calls an operator that gives an integer or a truth value (1 or 0).</summary>
    internal static long CallInteger(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Invoke(name, arguments, &result, 1);
        return result.Integer;
    }

    /// <summary>Calls an operator that gives a number of whichever type.</summary>
    internal static NativeValue CallNumber(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Invoke(name, arguments, &result, 1);
        return result;
    }

    [SkipLocalsInit]
    private static void Invoke(string name, ReadOnlySpan<Argument> arguments, NativeValue* results, int capacity)
    {
        var op = Find(name);
        var needed = 0;
        foreach (ref readonly var argument in arguments)
            needed += WordsOf(argument);
        // Lists and strings are copied here for the time of the call.
        const int onStack = 64;
        var words = needed <= onStack ? stackalloc long[onStack] : new long[needed];
        var values = stackalloc NativeValue[arguments.Length];
        fixed (long* start = words)
        {
            var free = start;
            for (var i = 0; i < arguments.Length; i++)
                values[i] = Lower(arguments[i], ref free);
            Shim.Check(Shim.shim_call(op, values, arguments.Length, results, capacity));
        }
    }

    private static int WordsOf(in Argument argument) => argument.Tag switch
    {
        Tag.IntList or Tag.DoubleList or Tag.TensorList or Tag.OptionalTensorList => ((Array)argument.Reference!).Length,
        Tag.String => (Encoding.UTF8.GetMaxByteCount(((string)argument.Reference!).Length) + sizeof(long) - 1) / sizeof(long),
        _ => 0,
    };

    private static NativeValue Lower(in Argument argument, ref long* free)
    {
        NativeValue value = default;
        value.Tag = argument.Tag;
        switch (argument.Tag)
        {
            case Tag.Tensor:
                value.Pointer = (void*)Unsafe.As<Tensor>(argument.Reference!).Handle;
                break;
            case Tag.Generator:
                value.Pointer = (void*)Unsafe.As<Generator>(argument.Reference!).Handle;
                break;
            case Tag.IntList:
                var integers = Unsafe.As<long[]>(argument.Reference!);
                integers.CopyTo(new Span<long>(free, integers.Length));
                value.Pointer = free;
                value.Length = integers.Length;
                free += integers.Length;
                break;
            case Tag.DoubleList:
                var reals = Unsafe.As<double[]>(argument.Reference!);
                reals.CopyTo(new Span<double>(free, reals.Length));
                value.Pointer = free;
                value.Length = reals.Length;
                free += reals.Length;
                break;
            case Tag.TensorList or Tag.OptionalTensorList:
                var tensors = Unsafe.As<Tensor?[]>(argument.Reference!);
                value.Pointer = free;
                value.Length = tensors.Length;
                foreach (var tensor in tensors)
                    *free++ = tensor?.Handle ?? 0;
                break;
            case Tag.String:
                var text = (string)argument.Reference!;
                var bytes = Encoding.UTF8.GetBytes(text, new Span<byte>(free, Encoding.UTF8.GetMaxByteCount(text.Length)));
                value.Pointer = free;
                value.Length = bytes;
                free += (bytes + sizeof(long) - 1) / sizeof(long);
                break;
            default:
                value.Integer = argument.Bits;
                break;
        }
        return value;
    }

    // Schema names are literals, so comparing references is enough and several times faster than hashing text.
    private sealed class ByReference : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => ReferenceEquals(x, y);
        public int GetHashCode(string obj) => RuntimeHelpers.GetHashCode(obj);
    }

    private static readonly Lock adding = new();
    // Replaced as a whole when an operator is first used, so that reading needs no lock.
    private static volatile Dictionary<string, nint> known = new(new ByReference());

    private static nint Find(string name) => known.TryGetValue(name, out var op) ? op : Add(name);

    private static nint Add(string name)
    {
        var dot = name.IndexOf('.');
        var op = Shim.Check(Shim.shim_operator("aten::" + (dot < 0 ? name : name[..dot]), dot < 0 ? "" : name[(dot + 1)..]));
        lock (adding)
            known = new Dictionary<string, nint>(known, known.Comparer) { [name] = op };
        return op;
    }
}
