using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace FashionNotebooks;

/// <summary>
/// An event file that TensorBoard shows while it grows: curves by epoch, and pictures. TorchSharp's own writer takes no picture
/// with the SkiaSharp used here and dates its files in ticks, so its messages are written here.
/// </summary>
public sealed class TensorBoardLog
{
    private static int files;

    /// <summary>Starts a file in a folder, which is one run of TensorBoard's list: tensorboard --logdir with the folder above it.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public TensorBoardLog(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref files)}");
        Write(new Event { FileVersion = "brain.Event:2" });
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Adds the figures of an epoch: <c>OnEpoch = log.Add</c>.</summary>
    public void Add(EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        var summary = new Summary();
        foreach (var (tag, value) in new (string, double?)[]
        {
            ("loss/train", epoch.TrainLoss), ("loss/validation", epoch.ValidationLoss),
            ("accuracy/train", epoch.TrainAccuracy), ("accuracy/validation", epoch.ValidationAccuracy),
            ("learning rate", epoch.LearningRate), ("seconds", epoch.Seconds),
        })
            if (value is { } number)
                summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)number });
        Write(new Event { Step = epoch.Epoch, Summary = summary });
    }

    /// <summary>Adds a picture, such as a gallery of misses.</summary>
    /// <param name="tag">What it is called.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="epoch">The epoch that it belongs to.</param>
    public void Add(string tag, Picture picture, int epoch)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        ArgumentNullException.ThrowIfNull(picture);
        var image = new Summary.Types.Image { Width = picture.Width, Height = picture.Height, Colorspace = 4, EncodedImageString = ByteString.CopyFrom(picture.Png.Span) };
        var summary = new Summary();
        summary.Value.Add(new Summary.Types.Value { Tag = tag, Image = image });
        Write(new Event { Step = epoch, Summary = summary });
    }

    /// <summary>A record of the file: length, its check sum, the message, its check sum.</summary>
    private void Write(Event message)
    {
        message.WallTime = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        var content = message.ToByteArray();
        var record = new byte[12 + content.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), CheckSum(record.AsSpan(0, 8)));
        content.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + content.Length), CheckSum(content));
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(record);
    }

    /// <summary>CRC-32C, turned and shifted as the format asks for.</summary>
    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
