using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: parameters to learn, buffers to keep, and parts of its own.</summary>
        public partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Parameter> parametersByName = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> buffersByName = [];
            private readonly OrderedDictionary<string, Module> modulesByName = [];
            private bool componentsRegistered;

            /// <summary>What <see cref="GetName"/> says.</summary>
            protected string name;

            /// <param name="name">Usually the class's name.</param>
            protected Module(string name) => this.name = name;

            /// <summary>The name given at construction.</summary>
            public virtual string GetName() => name;

            /// <summary>True while learning, false while evaluating; dropout and batch normalization differ.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>Makes this module and all its parts learn, or evaluate.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children())
                    child.train(train);
            }

            /// <summary>Makes this module and all its parts evaluate.</summary>
            public virtual void eval() => train(false);

            // ---- components

            /// <summary>
            /// Registers every field that holds a module, a parameter or a tensor (as a buffer), under the field's name.
            /// Call it at the end of a constructor, after all fields are set.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered)
                    return;
                foreach (var field in Fields(GetType()))
                {
                    var value = field.GetValue(this);
                    if (IsRegistered(field.Name) || value is null || IsRegistered(value))
                        continue;
                    switch (value)
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
                componentsRegistered = true;
            }

            private bool IsRegistered(string name) =>
                modulesByName.ContainsKey(name) || parametersByName.ContainsKey(name) || buffersByName.ContainsKey(name);

            private bool IsRegistered(object component) => component switch
            {
                Module module => modulesByName.ContainsValue(module),
                Parameter parameter => parametersByName.Values.Any(known => ReferenceEquals(known, parameter)),
                Tensor tensor => buffersByName.Values.Any(known => ReferenceEquals(known.Tensor, tensor)),
                _ => false,
            };

            private static IEnumerable<FieldInfo> Fields(Type type)
            {
                const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                for (var declaring = type; declaring is not null && declaring != typeof(Module); declaring = declaring.BaseType)
                {
                    foreach (var field in declaring.GetFields(own))
                        yield return field;
                }
            }

            /// <summary>Makes a module a part of this one; null takes the part of that name out.</summary>
            /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null)
                {
                    modulesByName.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"A module's name can't be empty or contain a dot, but is \"{name}\".", nameof(name));
                submodule.RegisterComponents();
                if (!modulesByName.TryAdd(name, submodule))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
            }

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Makes a tensor one that is learnt.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!parametersByName.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <summary>Makes a tensor one that moves with the module but isn't learnt; persistent ones are saved.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!buffersByName.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <summary>Gives a parameter a new value, or takes it away with null; no dispose scope owns it from then on.</summary>
            private protected void SetParameter(string name, ref Parameter? field, Parameter? value)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                value?.DetachFromDisposeScope();
                field = value;
                if (value is null)
                    parametersByName.Remove(name);
                else
                    parametersByName[name] = value;
            }

            /// <inheritdoc cref="SetParameter"/>
            private protected void SetBuffer(string name, ref Tensor? field, Tensor? value)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                value?.DetachFromDisposeScope();
                field = value;
                if (value is null)
                    buffersByName.Remove(name);
                else
                    buffersByName[name] = (value, true);
            }

            // ---- what it consists of

            /// <summary>The parts of this module, not their parts.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                foreach (var (name, module) in modulesByName)
                    yield return (name, module);
            }

            /// <inheritdoc cref="named_children"/>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>The parts of this module, then their parts, under names joined by dots; not the module itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children())
                    yield return child;
                foreach (var (name, module) in named_children())
                {
                    foreach (var (inner, part) in module.named_modules())
                        yield return ($"{name}.{inner}", part);
                }
            }

            /// <inheritdoc cref="named_modules"/>
            public virtual IEnumerable<Module> modules() => named_modules().Select(part => part.module);

            /// <summary>The parameters of this module, then (recurse) of its parts, each once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, parameter) in parametersByName)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter.handle))
                        yield return (name, parameter);
                }
                if (!recurse)
                    yield break;
                foreach (var (name, module) in named_children())
                {
                    foreach (var (inner, parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter.handle))
                            yield return ($"{name}.{inner}", parameter);
                    }
                }
            }

            /// <inheritdoc cref="named_parameters"/>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            /// <summary>The buffers of this module, then (recurse) of its parts, each once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, (buffer, persistent)) in buffersByName)
                {
                    if (!buffer.IsInvalid && (persistent || include_nonpersistent) && seen.Add(buffer.handle))
                        yield return (name, buffer);
                }
                if (!recurse)
                    yield break;
                foreach (var (name, module) in named_children())
                {
                    foreach (var (inner, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                            yield return ($"{name}.{inner}", buffer);
                    }
                }
            }

            /// <inheritdoc cref="named_buffers"/>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The parameter of that name, dots leading into parts; null without one.</summary>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(named => named.name == target).parameter;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The buffer of that name, dots leading into parts; null without one.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(named => named.name == target).buffer;

            /// <summary>Forgets all gradients, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using var gradient = parameter.grad;
                    using var unrecorded = gradient?.detach();
                    unrecorded?.zero_();
                }
            }

            /// <summary>Does something to every part, the innermost first, and to this module last.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            // ---- to another device or type

            /// <summary>Moves the parameters and buffers; to another type only those with a fraction.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Convert(device, dtype, non_blocking);

            /// <inheritdoc cref="_to(Device, ScalarType, bool)"/>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Convert(InitializeDevice(new Device(deviceType, deviceIndex)), null, non_blocking);

            /// <inheritdoc cref="_to(Device, ScalarType, bool)"/>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Convert(null, dtype, non_blocking);

            /// <inheritdoc cref="_to(Device, ScalarType, bool)"/>
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            private Module Convert(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (dtype is { } wanted && !is_floating_point(wanted))
                    throw new ArgumentException($"A module's numbers need a fraction, but {wanted} has none.", nameof(dtype));
                foreach (var tensor in parameters().Concat(buffers()))
                    tensor.ConvertItself(device, dtype, non_blocking);
                return this;
            }

            // ---- its end

            /// <summary>Frees the parameters and buffers of this module and all its parts.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var parameter in parametersByName.Values)
                    parameter.Dispose();
                foreach (var (buffer, _) in buffersByName.Values)
                    buffer.Dispose();
                foreach (var child in children())
                    child.Dispose();
            }
        }
    }
}
