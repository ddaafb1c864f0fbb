using System.IO.Compression;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.IO;

public sealed class ModuleFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modules").FullName;
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // A linear layer and a batch normalization, with every number known.
    private static readonly byte[] tinyBytes =
    [
        7,                                                               // entries
        8, .. "0.weight"u8, 6, 2, 1, 2, .. Floats(1.5f, -2),             // Float32 is 6; 2 dimensions, 1 and 2
        6, .. "0.bias"u8, 6, 1, 1, .. Floats(0.25f),
        8, .. "1.weight"u8, 6, 1, 1, .. Floats(1),
        6, .. "1.bias"u8, 6, 1, 1, .. Floats(0),
        14, .. "1.running_mean"u8, 6, 1, 1, .. Floats(3),
        13, .. "1.running_var"u8, 6, 1, 1, .. Floats(1),
        21, .. "1.num_batches_tracked"u8, 4, 0, .. new byte[8],          // Int64 is 4; no dimension
    ];

    private static Sequential Tiny()
    {
        var linear = Linear(2, 1);
        var normalization = BatchNorm1d(1);
        using (no_grad())
        {
            linear.weight.copy_(tensor(new[] { 1.5f, -2 }).reshape(1, 2));
            linear.bias!.copy_(tensor(new[] { 0.25f }));
            normalization.running_mean!.fill_(3);
        }
        return Sequential(linear, normalization);
    }

    private static Sequential Other() => Sequential(Linear(2, 1), BatchNorm1d(1));

    [Fact]
    public void A_module_is_saved_in_TorchSharps_byte_format()
    {
        using var module = Tiny();
        Assert.Same(module, module.save(At("tiny")));
        Assert.Equal(tinyBytes, File.ReadAllBytes(At("tiny")));
        Assert.Equal([At("tiny")], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_module_is_loaded_from_TorchSharps_byte_format()
    {
        File.WriteAllBytes(At("tiny"), tinyBytes);
        using var module = Other();
        Assert.Same(module, module.load(At("tiny")));
        Assert.Equal(tinyBytes, Saved(module));
        Assert.All(module.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Extents_and_names_over_127_take_two_bytes()
    {
        using var module = Linear(300, 1, hasBias: false);
        byte[] bytes = Saved(module);
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 0xac, 0x02], bytes[..13]); // 300 = 2 * 128 + 44
        Assert.Equal(13 + 300 * 4, bytes.Length);
    }

    [Fact]
    public void Writers_and_readers_stay_open_and_streams_are_closed()
    {
        using var module = Tiny();
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        module.save(writer);
        module.save(writer);
        Assert.Equal([.. tinyBytes, .. tinyBytes], stream.ToArray());

        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        using var other = Other();
        other.load(reader);
        other.load(reader);
        Assert.Equal(stream.Length, stream.Position);
        stream.Position = 0;
        other.load(stream);
        Assert.False(stream.CanRead);

        var written = new MemoryStream();
        module.save(written);
        Assert.False(written.CanWrite);
        Assert.Equal(tinyBytes, written.ToArray());
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(tinyBytes);
        zipped.Position = 0;
        using var module = Other();
        module.load(new GZipStream(zipped, CompressionMode.Decompress), skip: ["1.bias"]);
        Assert.Equal(tinyBytes, Saved(module));
    }

    [Fact]
    public void Skipped_names_are_not_saved_and_then_only_load_loosely()
    {
        using var module = Tiny();
        module.save(At("part"), skip: ["0.bias", "1.weight"]);
        using var other = Other();
        var error = Assert.Throws<ArgumentException>(() => other.load(At("part")));
        Assert.Contains("missing: 0.bias, 1.weight", error.Message);
        Assert.Contains(At("part"), error.Message);
        other.load(At("part"), strict: false);
        Assert.Equal(1.5f, other.state_dict()["0.weight"].data<float>()[0]);
    }

    [Fact]
    public void Skipped_names_stay_as_they_are_and_loaded_ones_are_reported()
    {
        using var module = Other();
        module.load(new MemoryStream(tinyBytes));
        using (no_grad())
            module.state_dict()["0.bias"].fill_(7);
        var loaded = new Dictionary<string, bool>();
        module.load(new MemoryStream([8, .. tinyBytes[1..], 5, .. "extra"u8, 0, 1, 3, 1, 2, 3]), strict: false, skip: ["0.bias"], loadedParameters: loaded);

        Assert.Equal(7, module.state_dict()["0.bias"].data<float>()[0]);
        Assert.Equal([.. module.state_dict().Keys, "extra"], loaded.Keys);
        Assert.Equal([.. Enumerable.Repeat(true, 7), false], loaded.Values);
    }

    [Fact]
    public void A_file_of_another_architecture_names_what_is_missing_and_unexpected()
    {
        using var bare = Linear(2, 1);
        bare.save(At("bare"));
        using var module = Other();
        var before = Saved(module);
        var error = Assert.Throws<ArgumentException>(() => module.load(At("bare")));
        Assert.Contains("missing: 0.weight, 0.bias", error.Message);
        Assert.Contains("unexpected: weight, bias", error.Message);
        Assert.Equal(before, Saved(module));
    }

    [Fact]
    public void Another_shape_is_refused_strict_or_not_and_changes_nothing()
    {
        using var wide = Sequential(Linear(2, 1), BatchNorm1d(3));
        wide.save(At("wide"));
        using var module = Other();
        var before = Saved(module);
        foreach (var strict in new[] { true, false })
        {
            var error = Assert.Throws<ArgumentException>(() => module.load(At("wide"), strict));
            Assert.Contains("'1.weight'", error.Message);
            Assert.Contains("Float32 [3]", error.Message);
            Assert.Contains("Float32 [1]", error.Message);
        }
        Assert.Equal(before, Saved(module));
    }

    [Fact]
    public void Another_type_of_numbers_is_refused()
    {
        using var module = Linear(1, 1, hasBias: false);
        byte[] doubles = [1, 6, .. "weight"u8, 7, 2, 1, 1, .. new byte[8]];
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => module.load(new MemoryStream(doubles))).Message);
    }

    [Fact]
    public void A_file_truncated_anywhere_is_refused_and_changes_nothing()
    {
        using var module = Other();
        var before = Saved(module);
        for (var length = 0; length < tinyBytes.Length; length++)
        {
            File.WriteAllBytes(At("part"), tinyBytes[..length]);
            foreach (var skip in new string[][] { [], [.. module.state_dict().Keys] })
            {
                var error = Assert.Throws<EndOfStreamException>(() => module.load(At("part"), skip: skip));
                Assert.Contains(At("part"), error.Message);
                Assert.Contains("truncated", error.Message);
            }
        }
        Assert.Equal(before, Saved(module));
    }

    [Fact]
    public void What_is_no_module_at_all_is_refused()
    {
        using var module = Other();
        File.WriteAllText(At("text"), """{ "cells": [ "this is a notebook, not a module, and goes on for a while so that lengths are met" ] }""");
        Assert.Contains(At("text"), Assert.Throws<InvalidDataException>(() => module.load(At("text"))).Message);
        File.WriteAllBytes(At("ones"), [.. Enumerable.Repeat((byte)255, 100)]);
        Assert.Throws<InvalidDataException>(() => module.load(At("ones")));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var module = Other();
        Assert.Contains(At("nowhere"), Assert.Throws<FileNotFoundException>(() => module.load(At("nowhere"))).Message);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllBytes(At("tiny"), tinyBytes);
        using var stateful = Other();
        var lost = new Dictionary<string, Tensor>(stateful.state_dict());
        stateful.Dispose();
        using var module = new WithState(lost);
        Assert.ThrowsAny<Exception>(() => module.save(At("tiny")));
        Assert.Equal(tinyBytes, File.ReadAllBytes(At("tiny")));
        Assert.Equal([At("tiny")], Directory.GetFiles(folder));
    }

    [Fact]
    public void Parameters_shared_by_two_parts_are_saved_under_both_names()
    {
        var shared = Linear(2, 1, hasBias: false);
        using var module = Sequential(("first", shared), ("second", shared));
        Assert.Equal(["first.weight", "second.weight"], module.state_dict().Keys);
    }

    [Fact]
    public void load_state_dict_copies_by_name_and_tells_what_differs()
    {
        using var module = Tiny();
        using var other = Other();
        var source = module.state_dict();
        AssertNothingDiffers(other.load_state_dict(source));
        Assert.Equal(tinyBytes, Saved(other));
        Assert.NotEqual(source["0.weight"].Handle, other.state_dict()["0.weight"].Handle);

        source.Remove("0.bias");
        source["1.extra"] = zeros(1);
        Assert.Contains("missing: 0.bias; unexpected: 1.extra", Assert.Throws<InvalidOperationException>(() => other.load_state_dict(source)).Message);
        var (missing, unexpected) = other.load_state_dict(source, strict: false);
        Assert.Equal(["0.bias"], missing);
        Assert.Equal(["1.extra"], unexpected);
        AssertNothingDiffers(other.load_state_dict(source, skip: ["0.bias", "1.extra"]));
    }

    [Fact]
    public void load_state_dict_refuses_other_shapes_and_changes_nothing()
    {
        using var module = Other();
        var before = Saved(module);
        var source = Tiny().state_dict();
        source["1.running_var"] = zeros(2);
        var error = Assert.Throws<ArgumentException>(() => module.load_state_dict(source));
        Assert.Contains("'1.running_var'", error.Message);
        Assert.Equal(before, Saved(module));
    }

    private sealed class WithState(Dictionary<string, Tensor> state) : Module("WithState")
    {
        public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null) => state;
    }

    private static void AssertNothingDiffers((IList<string> Missing, IList<string> Unexpected) names)
    {
        Assert.Empty(names.Missing);
        Assert.Empty(names.Unexpected);
    }

    private string At(string name) => Path.Combine(folder, name);

    private static byte[] Saved(Module module)
    {
        using var stream = new MemoryStream();
        module.save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
