using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules one after the other; tensors between them are freed as soon as the next module has run.</summary>
        public class Sequential : nn.Module<Tensor, Tensor>
        {
            private readonly List<nn.IModule<Tensor, Tensor>> stages = [];

            protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
            {
                foreach (var (name, module) in modules)
                    append(name, module);
            }

            protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
            {
                foreach (var module in modules)
                    append(module);
            }

            /// <summary>Adds a module at the end, named by its number.</summary>
            public Sequential append(nn.IModule<Tensor, Tensor> module) => append(stages.Count.ToString(), module);

            /// <summary>Adds a module at the end.</summary>
            public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
            {
                register_module(name, (nn.Module)module);
                stages.Add(module);
                return this;
            }

            /// <summary>Number of modules.</summary>
            public int Count => stages.Count;

            /// <summary>The module at a place.</summary>
            [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
            public nn.IModule<Tensor, Tensor> this[int index] => stages[index];

            /// <summary>The same modules, from start (included) to end (excluded), under their names.</summary>
            [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
            public Sequential this[Range index]
            {
                get
                {
                    var (offset, length) = index.GetOffsetAndLength(stages.Count);
                    var part = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
                    foreach (var (name, module) in named_children().Skip(offset).Take(length))
                        part.append(name, (nn.IModule<Tensor, Tensor>)module);
                    return part;
                }
            }

            public override Tensor forward(Tensor input)
            {
                if (stages.Count == 0)
                    return input.alias();
                var result = stages[0].call(input);
                for (var i = 1; i < stages.Count; i++)
                {
                    var next = stages[i].call(result);
                    result.Dispose();
                    result = next;
                }
                return result;
            }

            // The parts are registered when they are added.
            protected override void RegisterComponents() { }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules one after the other, named 0, 1, 2, ...</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            /// <inheritdoc cref="Sequential(Module{Tensor, Tensor}[])"/>
            public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            /// <inheritdoc cref="Sequential(Module{Tensor, Tensor}[])"/>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

            /// <summary>Modules one after the other, under names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());
        }
    }
}
