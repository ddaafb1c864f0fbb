using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Stochastic gradient descent.</summary>
        /// <param name="parameters">What to optimize: parameters, named parameters, or groups with options of their own.</param>
        /// <param name="learningRate">The factor of the step.</param>
        /// <param name="momentum">The factor by which the last step's direction is kept; 0 for none.</param>
        /// <param name="dampening">The gradient is added to that direction times 1 - dampening.</param>
        /// <param name="weight_decay">The factor of the parameters that is added to their gradients.</param>
        /// <param name="nesterov">Whether to look one step of momentum ahead.</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        /// <exception cref="ArgumentException">A negative factor, or Nesterov without momentum or with dampening.</exception>
        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>RMSprop (Hinton's lecture 6e).</summary>
        /// <param name="parameters">What to optimize: parameters, named parameters, or groups with options of their own.</param>
        /// <param name="lr">The factor of the step.</param>
        /// <param name="alpha">The factor by which the running average of squared gradients is kept.</param>
        /// <param name="eps">Added to the root of that average before dividing by it.</param>
        /// <param name="weight_decay">The factor of the parameters that is added to their gradients.</param>
        /// <param name="momentum">The factor by which the last step's direction is kept; 0 for none.</param>
        /// <param name="centered">Whether to divide by the standard deviation instead of the root mean square.</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        /// <exception cref="ArgumentException">A factor is negative.</exception>
        public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <inheritdoc cref="RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <inheritdoc cref="RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <summary>Adam (Kingma and Ba 2015).</summary>
        /// <param name="parameters">What to optimize: parameters, named parameters, or groups with options of their own.</param>
        /// <param name="lr">The factor of the step.</param>
        /// <param name="beta1">The factor by which the running average of gradients is kept; below 1.</param>
        /// <param name="beta2">The factor by which the running average of squared gradients is kept; below 1.</param>
        /// <param name="eps">Added to the root of that average before dividing by it.</param>
        /// <param name="weight_decay">The factor of the parameters that is added to their gradients.</param>
        /// <param name="amsgrad">Whether to divide by the largest such average so far (Reddi et al. 2018).</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        /// <exception cref="ArgumentException">A factor is negative, or a beta not below 1.</exception>
        public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
        /// <param name="parameters">What to optimize: parameters, named parameters, or groups with options of their own.</param>
        /// <param name="lr">The factor of the step.</param>
        /// <param name="beta1">The factor by which the running average of gradients is kept; below 1.</param>
        /// <param name="beta2">The factor by which the running average of squared gradients is kept; below 1.</param>
        /// <param name="eps">Added to the root of that average before dividing by it.</param>
        /// <param name="weight_decay">Each step first shrinks the parameters by the factor 1 - lr * weight_decay. Off unless given, unlike in PyTorch.</param>
        /// <param name="amsgrad">Whether to divide by the largest such average so far (Reddi et al. 2018).</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        /// <exception cref="ArgumentException">A factor is negative, or a beta not below 1.</exception>
        public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
    }
}
