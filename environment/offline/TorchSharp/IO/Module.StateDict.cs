using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // A module's state by name.
        public partial class Module
        {
            /// <summary>
            /// Every parameter and every persistent buffer under its dotted name, parameters first: the tensors
            /// themselves, not copies.
            /// </summary>
            /// <param name="destination">A dictionary to add to; names it has keep what they have.</param>
            /// <param name="prefix">Put before each name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(Prefixed(name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Prefixed(name), buffer);
                // A tensor that two submodules share has one name above, and gets its others here.
                foreach (var (name, child) in named_children())
                    child.state_dict(destination, Prefixed(name));
                return destination;

                string Prefixed(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
            }

            /// <summary>Copies numbers into the module by name. Nothing is changed unless every shape fits.</summary>
            /// <param name="source">Tensors by dotted name, as <see cref="state_dict"/> gives them.</param>
            /// <param name="strict">Whether the names must be exactly the module's.</param>
            /// <param name="skip">Names to leave alone on both sides.</param>
            /// <returns>The module's names that <paramref name="source"/> lacks, and the names that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and names are missing or unexpected.</exception>
            /// <exception cref="ArgumentException">A tensor has another shape than the module's.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var own = state_dict();
                string[] missing = [.. own.Keys.Where(name => !source.ContainsKey(name) && !skip.Contains(name))];
                string[] unexpected = [.. source.Keys.Where(name => !own.ContainsKey(name) && !skip.Contains(name))];
                if (strict && (missing.Length > 0 || unexpected.Length > 0))
                    throw new InvalidOperationException($"The state doesn't fit the module: {NamesThatDiffer(missing, unexpected)}.");

                string[] loaded = [.. source.Keys.Where(name => own.ContainsKey(name) && !skip.Contains(name))];
                foreach (var name in loaded)
                {
                    if (!source[name].shape.AsSpan().SequenceEqual(own[name].shape))
                        throw new ArgumentException($"'{name}' has the shape [{string.Join(", ", source[name].shape)}], but [{string.Join(", ", own[name].shape)}] in the module.", nameof(source));
                }
                CopyInto(own, loaded.ToDictionary(name => name, name => source[name]));
                return (missing, unexpected);
            }

            private static void CopyInto(Dictionary<string, Tensor> own, Dictionary<string, Tensor> source)
            {
                using var noGrad = no_grad();
                foreach (var (name, tensor) in source)
                    own[name].copy_(tensor);
            }

            private static string NamesThatDiffer(IReadOnlyCollection<string> missing, IReadOnlyCollection<string> unexpected)
            {
                return string.Join("; ", new[] { Listed("missing", missing), Listed("unexpected", unexpected) }.Where(part => part.Length > 0));

                // A dozen names tell which architecture it is; hundreds would hide it.
                static string Listed(string what, IReadOnlyCollection<string> names) =>
                    names.Count == 0 ? "" : $"{what}: {string.Join(", ", names.Take(12))}{(names.Count > 12 ? $" and {names.Count - 12} more" : "")}";
            }
        }
    }
}
