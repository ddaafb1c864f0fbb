using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and learning-rate schedulers.</summary>
    public static partial class optim
    {
        /// <summary>Changes parameters along their gradients, one <see cref="step"/> at a time.</summary>
        public abstract class Optimizer : IDisposable
        {
            private protected Optimizer() { }

            /// <summary>The parameter groups, each with its learning rate.</summary>
            public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

            /// <summary>Every parameter the optimizer changes, group after group.</summary>
            public abstract IEnumerable<Parameter> parameters();

            /// <summary>Adds parameters; options that the group leaves open take the optimizer's own values.</summary>
            public abstract void add_param_group(ParamGroup param_group);

            /// <summary>Sets the gradients of all parameters to zero, in place; parameters without one keep none.</summary>
            public abstract void zero_grad();

            /// <summary>Changes every parameter that has a gradient.</summary>
            /// <param name="closure">Computes the loss and its gradients first, when given.</param>
            /// <returns>What <paramref name="closure"/> returned, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Frees what the optimizer remembers about the parameters, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected abstract void Dispose(bool disposing);
        }

        /// <summary>Something with a learning rate: what a scheduler sees of a parameter group.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate that the next step uses.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate at the beginning, from which schedulers compute.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum that a scheduler may cycle.</summary>
        public interface IMomentum
        {
            /// <summary>The factor by which the last step's direction is kept.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something with Adam's two averaging factors, the first of which a scheduler may cycle.</summary>
        public interface IBetas
        {
            /// <summary>The factors of the running averages of the gradient and of its square.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
