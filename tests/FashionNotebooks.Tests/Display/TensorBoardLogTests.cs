using System.Buffers.Binary;
using Google.Protobuf;

namespace FashionNotebooks.Tests.Display;

public sealed class TensorBoardLogTests : FolderTests
{
    [Fact]
    public void Curves_and_pictures_are_in_the_file_as_TensorBoard_reads_it()
    {
        var log = new TensorBoardLog(folder.File("run"));
        log.Add(new EpochResult(1, 0.5, 0.75, null, null, 0.001, 2));
        log.Add(new EpochResult(2, 0.25, 0.875, 0.5, 0.8125, 0.0005, 2));
        var picture = new Picture(new byte[] { 1, 2, 3 }, 5, 4, "a picture");
        log.Add("misses", picture, 2);

        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(log.Path));
        var events = Events(log.Path);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([0L, 1, 2, 2], events.Select(each => each.Step));
        Assert.All(events, each => Assert.Equal(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), each.WallTime, 600.0));
        Assert.Equal(
            [("loss/train", 0.5f), ("accuracy/train", 0.75f), ("learning rate", 0.001f), ("seconds", 2f)],
            events[1].Values.Select(value => (value.Tag, value.Number)));
        Assert.Equal(
            [("loss/train", 0.25f), ("loss/validation", 0.5f), ("accuracy/train", 0.875f), ("accuracy/validation", 0.8125f), ("learning rate", 0.0005f), ("seconds", 2f)],
            events[2].Values.Select(value => (value.Tag, value.Number)));
        var shown = Assert.Single(events[3].Values);
        Assert.Equal(("misses", 5, 4), (shown.Tag, shown.Width, shown.Height));
        Assert.Equal([1, 2, 3], shown.Png);
    }

    [Fact]
    public void A_file_begins_as_TensorFlows_own_do()
    {
        // The length of the first event, 24, and its masked CRC-32C: the first bytes of every event file that TensorFlow writes.
        byte[] expected = [0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22, 0x09];

        Assert.Equal(expected, File.ReadAllBytes(new TensorBoardLog(folder.File("run")).Path)[..13]);
    }

    [Fact]
    public void Two_logs_of_a_folder_are_two_files_and_a_file_in_its_place_is_refused()
    {
        Assert.NotEqual(new TensorBoardLog(folder.File("run")).Path, new TensorBoardLog(folder.File("run")).Path);
        Assert.ThrowsAny<IOException>(() => new TensorBoardLog(folder.File("taken", "a file")));
    }

    private sealed record Value(string Tag, float Number, int Height, int Width, byte[] Png);

    private sealed record Event(double WallTime, long Step, string FileVersion, List<Value> Values);

    /// <summary>The records of the file, their fields by the numbers of TensorFlow's event.proto and summary.proto.</summary>
    private static List<Event> Events(string path)
    {
        var bytes = File.ReadAllBytes(path).AsMemory();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
            var fields = Fields(bytes.Slice(12, length).ToArray());
            var values = fields.TryGetValue(5, out var summaries) ? Fields((byte[])summaries[0])[1].ConvertAll(value => ToValue((byte[])value)) : [];
            events.Add(new((double)fields[1][0], fields.TryGetValue(2, out var step) ? (long)step[0] : 0, fields.TryGetValue(3, out var version) ? Text(version[0]) : "", values));
            bytes = bytes[(length + 16)..];
        }
        return events;
    }

    private static Value ToValue(byte[] message)
    {
        var fields = Fields(message);
        var image = fields.TryGetValue(4, out var found) ? Fields((byte[])found[0]) : null;
        return image is null
            ? new(Text(fields[1][0]), (float)fields[2][0], 0, 0, [])
            : new(Text(fields[1][0]), 0, (int)(long)image[1][0], (int)(long)image[2][0], (byte[])image[4][0]);
    }

    private static string Text(object bytes) => System.Text.Encoding.UTF8.GetString((byte[])bytes);

    private static Dictionary<int, List<object>> Fields(byte[] message)
    {
        var fields = new Dictionary<int, List<object>>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed64 => input.ReadDouble(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                _ => input.ReadBytes().ToByteArray(),
            };
            var number = WireFormat.GetTagFieldNumber(tag);
            if (!fields.TryGetValue(number, out var values))
                fields[number] = values = [];
            values.Add(value);
        }
        return fields;
    }
}
