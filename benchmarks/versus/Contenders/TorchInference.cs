using TorchSharp;
using TorchSharp.Modules;
using Versus.Work;
using static TorchSharp.torch;

namespace Versus.Contenders;

/// <summary>libtorch's forward pass in inference mode.</summary>
internal sealed class TorchInference : IContender
{
    private readonly IDisposable _mode = inference_mode();
    private readonly Tensor _x;
    private readonly Tensor[] _parameters;
    private readonly object[] _scriptArguments;
    private readonly Sequential _modules;
    private readonly Func<Tensor, Tensor[], Tensor> _calls;
    private readonly jit.CompilationUnit _script;

    public TorchInference(Workload work, int threads)
    {
        set_num_threads(threads);
        set_num_interop_threads(1);
        Threads = threads;
        var model = new TorchModel(work);
        _x = model.Inputs();
        _parameters = model.Parameters();
        _scriptArguments = [_x, .. _parameters];
        _modules = model.Modules(head: true);
        _modules.eval();
        _calls = model.Calls(head: true);
        _script = jit.compile(model.Script());
        Settings = [new Setting("modules", Modules), new Setting("calls", Calls), new Setting("TorchScript", Script)];
    }

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        yield return new Answer("modules", _modules.forward(_x).data<float>().ToArray());
        yield return new Answer("calls", _calls(_x, _parameters).data<float>().ToArray());
        yield return new Answer("TorchScript", _script.invoke<Tensor>("forward", _scriptArguments).data<float>().ToArray());
    }

    public void Dispose()
    {
        _script.Dispose();
        _modules.Dispose();
        _mode.Dispose();
    }

    private void Modules(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Tensor y = _modules.forward(_x);
        }
    }

    private void Calls(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Tensor y = _calls(_x, _parameters);
        }
    }

    private void Script(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Tensor y = _script.invoke<Tensor>("forward", _scriptArguments);
        }
    }
}
