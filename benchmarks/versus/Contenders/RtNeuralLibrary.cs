using System.Diagnostics;
using System.Runtime.InteropServices;
using Versus.Timing;

namespace Versus.Contenders;

/// <summary>A static model of RTNeural with one dense layer, compiled on this machine from a checkout of RTNeural.</summary>
internal sealed unsafe class RtNeuralLibrary : IDisposable
{
    private const string Source = """
        #include <RTNeural/RTNeural.h>
        #include <algorithm>
        #include <vector>

        namespace
        {
        using Network = RTNeural::ModelT<float, SIZE, SIZE, RTNeural::DenseT<float, SIZE, SIZE>>;

        struct Model
        {
            Network network;

            // The xsimd back end reads weights in whole vectors, also past the last row if SIZE is not a multiple of the vector. It finds zeros there.
            float padding[16 * (SIZE + 16)] {};
            alignas(64) float input[SIZE + 16] {};
        };
        }

        // Parameters: the weights [inputs, units], then the biases.
        extern "C" Model* create(const float* parameters, const float* input)
        {
            auto* model = new Model;
            std::vector<std::vector<float>> weights(SIZE, std::vector<float>(SIZE));
            for (int i = 0; i < SIZE; i++)
                for (int o = 0; o < SIZE; o++)
                    weights[o][i] = parameters[i * SIZE + o];
            auto& layer = model->network.template get<0>();
            layer.setWeights(weights);
            layer.setBias(parameters + SIZE * SIZE);
            std::copy(input, input + SIZE, model->input);
            return model;
        }

        extern "C" void run(Model* model, int times)
        {
            for (int i = 0; i < times; i++)
            {
                model->network.forward(model->input);
                asm volatile("" : : "r"(model) : "memory");   // the next pass is not the same as this one, for all that the compiler knows
            }
        }

        extern "C" void outputs(const Model* model, float* values)
        {
            std::copy(model->network.getOutputs(), model->network.getOutputs() + SIZE, values);
        }

        extern "C" void destroy(Model* model) { delete model; }
        """;

    private const string Compiler = "g++";

    private readonly nint _library, _model;

    /// <param name="checkout">The folder of RTNeural.</param>
    /// <param name="backEnd">XSIMD or STL.</param>
    /// <param name="size">The number of inputs and of units.</param>
    /// <param name="parameters">The weights [inputs, units], then the biases.</param>
    /// <param name="inputs">One sample.</param>
    public RtNeuralLibrary(string checkout, string backEnd, int size, float[] parameters, float[] inputs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("versus-rtneural-");
        try
        {
            _library = NativeLibrary.Load(Compile(folder.FullName, checkout, backEnd, size));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        fixed (float* p = parameters, x = inputs)
        {
            _model = ((delegate* unmanaged<float*, float*, nint>)NativeLibrary.GetExport(_library, "create"))(p, x);
        }
    }

    /// <summary>What is missing for a compilation; null if it can be tried.</summary>
    public static string? Missing(string? checkout)
    {
        if (checkout is null)
        {
            return "name the folder of a checkout with --rtneural FOLDER to measure it";
        }
        foreach (string file in new[] { Header(checkout), Path.Combine(Xsimd(checkout), "xsimd", "xsimd.hpp") })
        {
            if (!File.Exists(file))
            {
                return $"there is no {file}; --rtneural names the folder of a checkout of RTNeural with its submodule modules/xsimd";
            }
        }
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return path.Any(static folder => File.Exists(Path.Combine(folder, Compiler))) ? null : $"there is no {Compiler} on the path; install it to compile RTNeural's models";
    }

    /// <summary>Runs the model so many times on its sample; the loop is native, so that the call from .NET does not count.</summary>
    public Action<int> Run
    {
        get
        {
            var run = (delegate* unmanaged<nint, int, void>)NativeLibrary.GetExport(_library, "run");
            return times => run(_model, times);
        }
    }

    /// <summary>Writes the outputs of the last run.</summary>
    public void Outputs(float[] outputs)
    {
        fixed (float* y = outputs)
        {
            ((delegate* unmanaged<nint, float*, void>)NativeLibrary.GetExport(_library, "outputs"))(_model, y);
        }
    }

    public void Dispose()
    {
        ((delegate* unmanaged<nint, void>)NativeLibrary.GetExport(_library, "destroy"))(_model);
        NativeLibrary.Free(_library);
    }

    private static string Header(string checkout) => Path.Combine(checkout, "RTNeural", "RTNeural.h");

    private static string Xsimd(string checkout) => Path.Combine(checkout, "modules", "xsimd", "include");

    private static string Compile(string folder, string checkout, string backEnd, int size)
    {
        string source = Path.Combine(folder, "model.cpp"), library = Path.Combine(folder, "model.so");
        File.WriteAllText(source, Source);
        var start = new ProcessStartInfo(Compiler)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                "-O3", "-march=native", "-ffast-math", "-std=c++17", "-shared", "-fPIC",
                $"-DSIZE={size}", $"-DRTNEURAL_USE_{backEnd}=1", "-DRTNEURAL_DEFAULT_ALIGNMENT=64",
                $"-I{checkout}", $"-I{Xsimd(checkout)}", source, "-o", library,
            },
        };
        using Process compiler = Process.Start(start)!;
        string messages = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library
            : throw new ContestException($"{Compiler} {string.Join(' ', start.ArgumentList)} ended with {compiler.ExitCode}. Check that {checkout} is a whole checkout of RTNeural, or leave it out.\n{messages}");
    }
}
