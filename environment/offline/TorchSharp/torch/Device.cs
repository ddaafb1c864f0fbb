namespace TorchSharp;

public static partial class torch
{
    /// <summary>A kind of device and which of them: "cpu", "cuda", "cuda:1".</summary>
    public class Device
    {
        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which of the devices of that kind; -1 for the current one.</summary>
        public int index { get; } = -1;

        /// <param name="description">"cpu", "cuda" or "cuda:0".</param>
        public Device(string description)
        {
            var colon = description.IndexOf(':');
            type = Parse(colon < 0 ? description : description[..colon]);
            if (colon >= 0)
                index = int.Parse(description[(colon + 1)..]);
        }

        /// <param name="deviceType">"cpu" or "cuda".</param>
        /// <param name="index">Which of them.</param>
        public Device(string deviceType, int index = -1) => (type, this.index) = (Parse(deviceType), index);

        /// <param name="deviceType">The kind of device.</param>
        /// <param name="index">Which of them.</param>
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <param name="index">Which CUDA device.</param>
        public Device(int index) => (type, this.index) = (DeviceType.CUDA, index);

        /// <summary>"cpu", "cuda" or "cuda:0".</summary>
        public override string ToString() => type switch
        {
            DeviceType.CPU => "cpu",
            _ when index < 0 => type.ToString().ToLowerInvariant(),
            _ => $"{type.ToString().ToLowerInvariant()}:{index}",
        };

        public static implicit operator Device(string description) => new(description);

        private static DeviceType Parse(string name) => Enum.Parse<DeviceType>(name.ToUpperInvariant());

        /// <summary>As the shim takes it: the kind in the low byte, the index above.</summary>
        internal long Packed => ((long)index << 8) | (uint)type;

        internal static Device FromPacked(long packed)
        {
            var type = (DeviceType)(packed & 0xff);
            // A CPU tensor's device has no index, whatever libtorch says.
            return new Device(type, type == DeviceType.CPU ? -1 : (int)(packed >> 8));
        }
    }

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>No memory at all: shapes only.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    /// <summary>Checks that a device is there; null means the default one.</summary>
    /// <exception cref="InvalidOperationException">A CUDA device is asked for and there is none.</exception>
    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Checks that a kind of device is there.</summary>
    /// <exception cref="InvalidOperationException">CUDA is asked for and there is none.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.CUDA && !cuda.is_available())
            throw new InvalidOperationException(
                "CUDA was asked for, but this libtorch sees no CUDA device. Use torch.CPU, or a CUDA libtorch on a machine with a GPU.");
    }

    private static Device defaultDevice = CPU;

    /// <summary>Where tensors are made when no device is named.</summary>
    public static Device get_default_device() => defaultDevice;

    /// <inheritdoc cref="get_default_device"/>
    public static void set_default_device(Device device) => defaultDevice = InitializeDevice(device);
}
