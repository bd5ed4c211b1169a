using TorchSharp;
using TorchSharp.Modules;
using Versus.Work;
using static TorchSharp.torch;
using Convolution = Versus.Work.Convolution;
using Flatten = Versus.Work.Flatten;

namespace Versus.Contenders;

/// <summary>An architecture in libtorch's words, in three forms: modules, calls on tensors, and TorchScript.</summary>
internal sealed class TorchModel(Workload work)
{
    private readonly Layer[] _layers = work.Architecture.Layers;

    /// <summary>The layers; in training without the head, whose place the loss takes.</summary>
    private Layer[] Layers(bool head) => head || work.Architecture.Loss == Loss.SquaredError ? _layers : _layers[..^1];

    /// <summary>The batch, [samples, …].</summary>
    public Tensor Inputs() => tensor(work.Inputs()).reshape([work.Samples, .. work.Architecture.InputShape]);

    /// <summary>Classes as whole numbers, or numbers as [samples, outputs].</summary>
    public Tensor Targets() => work.Architecture.HasClasses
        ? tensor(Array.ConvertAll(work.Classes(), static c => (long)c))
        : tensor(work.Numbers()).reshape(work.Samples, work.Architecture.OutputLength);

    /// <summary>The parameters in order; the weight of a dense layer is [inputs, units].</summary>
    public Tensor[] Parameters()
    {
        float[] parameters = work.Parameters();
        return [.. work.Architecture.Blocks.Select(block =>
            tensor(parameters.AsSpan(block.Offset, block.Length).ToArray()).reshape(block.Shape))];
    }

    /// <summary>Modules one after the other; the weight of Linear is [units, inputs].</summary>
    public Sequential Modules(bool head)
    {
        Sequential modules = nn.Sequential(Layers(head).Select(static layer => (nn.Module<Tensor, Tensor>)(layer switch
        {
            Dense(var inputs, var units) => nn.Linear(inputs, units),
            Convolution(var channels, var filters, var kernel, var padding) => nn.Conv2d(channels, filters, kernel, padding: padding),
            MaxPool(var size) => nn.MaxPool2d(size),
            Flatten => nn.Flatten(),
            Activation(Function.Relu) => nn.ReLU(inplace: true),
            Activation(Function.Tanh) => nn.Tanh(),
            Activation(Function.Sigmoid) => nn.Sigmoid(),
            Activation(Function.Softmax) => nn.Softmax(1),
            _ => throw new NotSupportedException($"There is no module for {layer}."),
        })));
        using IDisposable untracked = no_grad();
        foreach ((Parameter parameter, Tensor value) in modules.parameters().Zip(Parameters()))
        {
            parameter.copy_(value.dim() == 2 ? value.t() : value);
        }
        return modules;
    }

    /// <summary>Parameters of modules in the order and layout of NnGen.</summary>
    public static float[] Flat(IEnumerable<Tensor> parameters, bool ofModules) =>
        [.. parameters.SelectMany(p => (ofModules && p.dim() == 2 ? p.detach().t().contiguous() : p.detach()).flatten().data<float>())];

    /// <summary>Calls on tensors, in place where libtorch can; each intermediate tensor is let go at once.</summary>
    public Func<Tensor, Tensor[], Tensor> Calls(bool head)
    {
        Layer[] layers = Layers(head);
        return (x, parameters) =>
        {
            Tensor y = x;
            int next = 0;
            foreach (Layer layer in layers)
            {
                Tensor z = layer switch
                {
                    Dense => addmm(parameters[next + 1], y, parameters[next], 1f, 1f),
                    Convolution c => nn.functional.conv2d(y, parameters[next], parameters[next + 1], padding: [c.Padding, c.Padding]),
                    MaxPool pool => nn.functional.max_pool2d(y, pool.Size),
                    Flatten => y.flatten(1),
                    Activation { Function: Function.Relu } => y.relu_(),
                    Activation { Function: Function.Tanh } => y.tanh_(),
                    Activation { Function: Function.Sigmoid } => y.sigmoid_(),
                    _ => y.softmax(1),
                };
                next += layer is Dense or Convolution ? 2 : 0;
                if (!ReferenceEquals(y, x) && !ReferenceEquals(y, z))
                {
                    y.Dispose();
                }
                y = z;
            }
            return y;
        };
    }

    /// <summary>The same as one TorchScript function <c>forward(x, p0, p1, …)</c>.</summary>
    public string Script()
    {
        var lines = new List<string> { $"def forward(x, {string.Join(", ", work.Architecture.Blocks.Select(static (_, i) => $"p{i}"))}):" };
        int next = 0;
        foreach (Layer layer in _layers)
        {
            lines.Add("    x = " + layer switch
            {
                Dense => $"torch.addmm(p{next + 1}, x, p{next})",
                Convolution c => $"torch.conv2d(x, p{next}, p{next + 1}, [1, 1], [{c.Padding}, {c.Padding}])",
                MaxPool pool => $"torch.max_pool2d(x, [{pool.Size}, {pool.Size}])",
                Flatten => "torch.flatten(x, 1)",
                Activation { Function: Function.Relu } => "torch.relu_(x)",
                Activation { Function: Function.Tanh } => "torch.tanh_(x)",
                Activation { Function: Function.Sigmoid } => "torch.sigmoid_(x)",
                _ => "torch.softmax(x, 1)",
            });
            next += layer is Dense or Convolution ? 2 : 0;
        }
        lines.Add("    return x");
        return string.Join('\n', lines) + "\n";
    }
}
