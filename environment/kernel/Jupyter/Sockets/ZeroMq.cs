using System.Reflection;
using System.Runtime.InteropServices;

namespace NotebookKernel.Jupyter.Sockets;

/// <summary>The functions of libzmq 4 that the kernel calls.</summary>
internal static partial class ZeroMq
{
    public const int Publish = 1;
    public const int Reply = 4;
    public const int Router = 6;

    public const int Linger = 17;
    public const int SendHighWaterMark = 23;
    public const int RouterHandover = 56;

    public const int DoNotWait = 1;
    public const int SendMore = 2;
    public const short PollIn = 1;

    public const int Interrupted = 4;
    public static readonly int TryAgain = OperatingSystem.IsMacOS() ? 35 : 11;

    private const string Library = "zmq";
    private static readonly string[] FileNames = ["libzmq.so.5", "libzmq.5.dylib", "libzmq"];

    static ZeroMq() => NativeLibrary.SetDllImportResolver(typeof(ZeroMq).Assembly, Resolve);

    /// <summary>A message of one frame; libzmq wants 64 bytes for it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    public struct Frame;

    /// <summary>A socket to be waited for, and afterwards what it is ready for; as Linux and macOS lay it out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        public nint Socket;
        public int FileDescriptor;
        public short Wanted;
        public short Ready;
    }

    /// <exception cref="ZeroMqException">The last call failed.</exception>
    public static void Check(int result, string doing)
    {
        if (result < 0)
            throw new ZeroMqException(doing);
    }

    public static int LastError() => Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "zmq_ctx_new")]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "zmq_ctx_term")]
    public static partial int EndContext(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_socket", SetLastError = true)]
    public static partial nint NewSocket(nint context, int type);

    [LibraryImport(Library, EntryPoint = "zmq_close")]
    public static partial int Close(nint socket);

    [LibraryImport(Library, EntryPoint = "zmq_bind", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Bind(nint socket, string address);

    [LibraryImport(Library, EntryPoint = "zmq_setsockopt", SetLastError = true)]
    public static partial int SetOption(nint socket, int option, in int value, nint size);

    [LibraryImport(Library, EntryPoint = "zmq_send", SetLastError = true)]
    public static partial int Send(nint socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_init")]
    public static partial int InitFrame(ref Frame frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_recv", SetLastError = true)]
    public static partial int Receive(ref Frame frame, nint socket, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_data")]
    public static partial nint Data(ref Frame frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_more")]
    public static partial int HasMore(ref Frame frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_close")]
    public static partial int CloseFrame(ref Frame frame);

    [LibraryImport(Library, EntryPoint = "zmq_poll", SetLastError = true)]
    public static partial int Poll(Span<PollItem> items, int count, nint milliseconds);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var file in FileNames)
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
                return handle;
        throw new DllNotFoundException("libzmq 5 is missing, through which Jupyter speaks. On Debian: apt-get install libzmq5");
    }
}

/// <summary>The last call of libzmq failed.</summary>
internal sealed class ZeroMqException(string doing) : Exception($"{doing}: {Marshal.GetLastPInvokeErrorMessage()}");
