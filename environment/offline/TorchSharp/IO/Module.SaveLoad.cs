using TorchSharp.IO;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // A module's state in TorchSharp's own file format: the number of entries as a LEB128 integer, then for each its
        // name (LEB128 length, UTF-8) and its tensor.
        public partial class Module
        {
            /// <summary>Saves parameters and buffers in TorchSharp's own format; the file appears only when complete.</summary>
            /// <param name="location">A file; replaced if it exists.</param>
            /// <param name="skip">Names of <see cref="state_dict"/> to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                StateFile.Write(location, writer => save(writer, skip));
                return this;
            }

            /// <inheritdoc cref="save(string, IList{string})"/>
            /// <param name="stream">Where to write; closed afterwards, as the real one does.</param>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <inheritdoc cref="save(string, IList{string})"/>
            /// <param name="writer">Where to write; stays open.</param>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Saves tensors by name in the format of <see cref="save(string, IList{string})"/>.</summary>
            /// <param name="writer">Where to write; stays open.</param>
            /// <param name="sd">The tensors.</param>
            /// <param name="skip">Names to leave out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                string[] names = [.. sd.Keys.Where(name => skip?.Contains(name) != true)];
                writer.Write7BitEncodedInt64(names.Length);
                foreach (var name in names)
                {
                    writer.Write(name);
                    TensorFormat.Write(writer, sd[name]);
                }
            }

            /// <summary>
            /// Loads what <see cref="save(string, IList{string})"/> saved from a module of the same architecture.
            /// Nothing is changed unless everything could be read and fits.
            /// </summary>
            /// <param name="location">A file.</param>
            /// <param name="strict">Whether the names in the file must be exactly the module's.</param>
            /// <param name="skip">Names to leave as they are in the module.</param>
            /// <param name="loadedParameters">Receives every name in the file, and whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Names (if strict), a shape or a type differ: another architecture.</exception>
            /// <exception cref="InvalidDataException">It isn't TorchSharp's format.</exception>
            /// <exception cref="EndOfStreamException">The file is truncated.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                StateFile.Read(location, reader => load(reader, strict, skip, loadedParameters));
                return this;
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            /// <param name="stream">Where to read; closed afterwards, as the real one does.</param>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            /// <param name="reader">Where to read; stays open.</param>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var own = state_dict();
                var names = new List<string>();
                var tensors = new Dictionary<string, Tensor>();
                try
                {
                    var entries = reader.Read7BitEncodedInt64();
                    while (names.Count < entries)
                    {
                        names.Add(reader.ReadString());
                        if (own.TryGetValue(names[^1], out var target) && skip?.Contains(names[^1]) != true)
                            tensors[names[^1]] = TensorFormat.ReadLike(reader, target, $"'{names[^1]}'");
                        else
                            TensorFormat.SkipBody(reader, TensorFormat.ReadHeader(reader));
                    }
                }
                catch (EndOfStreamException e)
                {
                    throw StateFile.Truncated(reader, names.Count == 0 ? "before its first entry" : $"within or after '{names[^1]}'", e);
                }
                catch (FormatException e)
                {
                    throw new InvalidDataException($"{StateFile.NameOf(reader)} holds no module in TorchSharp's format.", e);
                }

                string[] missing = [.. own.Keys.Except(names)];
                string[] unexpected = [.. names.Except(own.Keys)];
                if (strict && (missing.Length > 0 || unexpected.Length > 0))
                    throw new ArgumentException($"{StateFile.NameOf(reader)} doesn't fit the module, it belongs to another architecture: {NamesThatDiffer(missing, unexpected)}.");
                CopyInto(own, tensors);
                if (loadedParameters is not null)
                {
                    foreach (var name in names)
                        loadedParameters[name] = own.ContainsKey(name);
                }
                return this;
            }
        }
    }
}
