using Microsoft.ML.OnnxRuntime;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>ONNX Runtime's forward pass, with all of its graph optimizations.</summary>
internal sealed class OnnxInference : IContender
{
    private static readonly string[] s_inputs = [OnnxModel.Input], s_outputs = [OnnxModel.Output];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _y;
    private readonly OrtValue[] _inputValues, _outputValues;
    private readonly OrtIoBinding _binding;

    public OnnxInference(Workload work, int threads)
    {
        Threads = threads;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(OnnxModel.Write(work), options);
        _y = new float[work.Samples * work.Architecture.OutputLength];
        _inputValues = [OrtValue.CreateTensorValueFromMemory(work.Inputs(), [work.Samples, .. work.Architecture.InputShape])];
        _outputValues = [OrtValue.CreateTensorValueFromMemory(_y, [work.Samples, work.Architecture.OutputLength])];
        _binding = _session.CreateIoBinding();
        _binding.BindInput(OnnxModel.Input, _inputValues[0]);
        _binding.BindOutput(OnnxModel.Output, _outputValues[0]);
        Settings = [new Setting("Run", Plain), new Setting("Run into OrtValues", Preallocated), new Setting("IoBinding", Bound)];
    }

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        using (IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_options, s_inputs, _inputValues, s_outputs))
        {
            yield return new Answer("Run", outputs[0].GetTensorDataAsSpan<float>().ToArray());
        }
        foreach (Setting setting in Settings.Skip(1))
        {
            Array.Clear(_y);
            setting.Run(1);
            yield return new Answer(setting.Name, (float[])_y.Clone());
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _inputValues[0].Dispose();
        _outputValues[0].Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private void Plain(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_options, s_inputs, _inputValues, s_outputs);
        }
    }

    private void Preallocated(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _session.Run(_options, s_inputs, _inputValues, s_outputs, _outputValues);
        }
    }

    private void Bound(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _session.RunWithBinding(_options, _binding);
        }
    }
}
