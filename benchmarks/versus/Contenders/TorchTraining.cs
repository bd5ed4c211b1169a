using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using Versus.Work;
using static TorchSharp.torch;

namespace Versus.Contenders;

/// <summary>libtorch's training step: forward, the loss from the logits, backward, the optimizer.</summary>
internal sealed class TorchTraining : IContender
{
    private readonly Workload _work;
    private readonly TorchModel _model;
    private readonly Tensor _x, _targets;
    private readonly Func<Tensor, Tensor[], Tensor> _calls;

    public TorchTraining(Workload work, int threads)
    {
        set_num_threads(threads);
        set_num_interop_threads(1);
        Threads = threads;
        _work = work;
        _model = new TorchModel(work);
        _x = _model.Inputs();
        _targets = _model.Targets();
        _calls = _model.Calls(head: false);
        Form modules = Modules(Workload.TimedRate), calls = Calls(Workload.TimedRate);
        Settings =
        [
            new Setting("modules", times => Repeat(modules, times)),
            new Setting("calls", times => Repeat(calls, times)),
        ];
        if (work.Rule == Rule.Adam)
        {
            Form fused = FusedAdam(Workload.TimedRate);
            Settings = [.. Settings, new Setting("calls, fused Adam by TorchScript", times => Repeat(fused, times)) { Offered = false }];
        }
    }

    /// <summary>A model with its optimizer: one step, which returns the loss, and the parameters in NnGen's layout.</summary>
    private sealed record Form(Func<Tensor> Step, Func<float[]> Parameters);

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        yield return Answer("modules", Modules(_work.CheckedRate));
        yield return Answer("calls", Calls(_work.CheckedRate));
        if (_work.Rule == Rule.Adam)
        {
            yield return Answer("calls, fused Adam by TorchScript", FusedAdam(_work.CheckedRate));
        }
    }

    public void Dispose()
    {
    }

    private static Answer Answer(string name, Form form)
    {
        float[] losses = [.. Enumerable.Range(0, Workload.CheckedSteps).Select(_ => form.Step().item<float>())];
        return new Answer(name, [.. losses, .. form.Parameters()]);
    }

    private static void Repeat(Form form, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Tensor loss = form.Step();
        }
    }

    private Form Modules(double rate)
    {
        Sequential modules = _model.Modules(head: false);
        Action step = Update(modules.parameters(), rate);
        return new Form(
            () =>
            {
                using DisposeScope scope = NewDisposeScope();
                modules.zero_grad(set_to_none: true);
                Tensor loss = Loss(modules.forward(_x));
                loss.backward();
                step();
                return loss.MoveToOuterDisposeScope();
            },
            () => TorchModel.Flat(Results(modules.parameters()), ofModules: true));
    }

    private Form Calls(double rate) => Calls(parameters => Update(parameters, rate));

    // TorchSharp's Adam calls a dozen operations for each parameter tensor. libtorch has one kernel for all of it, which TorchSharp does not
    // offer but TorchScript can call.
    private Form FusedAdam(double rate) => Calls(parameters =>
    {
        jit.CompilationUnit unit = jit.compile($$"""
            def adam(parameters: List[Tensor], gradients: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor]):
                torch._foreach_add_(steps, 1)
                torch._fused_adam_(parameters, gradients, m, v, [], steps, lr={{rate.ToString("R", CultureInfo.InvariantCulture)}}, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)
                return steps[0]

            """);
        Tensor[] m = [.. parameters.Select(static p => zeros(p.shape))], v = [.. parameters.Select(static p => zeros(p.shape))];
        Tensor[] steps = [.. parameters.Select(static _ => zeros(1))], gradients = new Tensor[parameters.Length];
        object[] arguments = [parameters, gradients, m, v, steps];
        return () =>
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                gradients[i] = parameters[i].grad!;
            }
            using (no_grad())
            {
                using Tensor done = unit.invoke<Tensor>("adam", arguments);
            }
            Array.ForEach(gradients, static gradient => gradient.Dispose());
        };
    });

    private Form Calls(Func<Parameter[], Action> update)
    {
        Parameter[] parameters = [.. _model.Parameters().Select(static p => nn.Parameter(p))];
        Action step = update(parameters);
        return new Form(
            () =>
            {
                foreach (Parameter parameter in parameters)
                {
                    parameter.grad = null;
                }
                using Tensor logits = _calls(_x, parameters);
                Tensor loss = Loss(logits);
                loss.backward();
                step();
                return loss;
            },
            () => TorchModel.Flat(Results(parameters), ofModules: false));
    }

    private Tensor Loss(Tensor logits) => _work.Architecture.Loss switch
    {
        Work.Loss.CrossEntropy => nn.functional.cross_entropy(logits, _targets),
        Work.Loss.BinaryCrossEntropy => nn.functional.binary_cross_entropy_with_logits(logits, _targets),
        _ => nn.functional.mse_loss(logits, _targets),
    };

    private Action Update(IEnumerable<Parameter> parameters, double rate)
    {
        if (_work.Rule == Rule.Gradient)
        {
            return static () => { };
        }
        optim.Optimizer optimizer = _work.Rule == Rule.Sgd ? optim.SGD(parameters, rate) : optim.Adam(parameters, rate);
        return () => optimizer.step();
    }

    /// <summary>What the steps have computed: the parameters, or their gradient where no rule changes them.</summary>
    private IEnumerable<Tensor> Results(IEnumerable<Parameter> parameters) =>
        _work.Rule == Rule.Gradient ? parameters.Select(static parameter => parameter.grad!) : parameters;
}
