using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DeclarationTest;

/// <summary>One group as a project on disk: a file for each declaration, built by dotnet, and run where it builds.</summary>
internal sealed partial class Project(Group group, string folder)
{
    private static readonly string s_binaries = AppContext.BaseDirectory;

    /// <summary>Builds it; what did not come as it had to, one line each.</summary>
    public List<string> Check()
    {
        Write();
        string log = Run("dotnet", $"build -nologo -v:q {group.Arguments}", out int exit);
        // The summary says everything again.
        log = log[..(log.IndexOf("\nBuild ", StringComparison.Ordinal) is >= 0 and var end ? end : log.Length)] + "\n";
        Message[] found = [.. Lines().Matches(log).Select(static match => new Message(match.Groups["file"].Value, Number(match, "line"), Number(match, "column"), match.Groups["id"].Value, match.Groups["text"].Value))];
        bool isRight = group.Declarations.All(static one => one.Info is not null);
        List<string> failures = [];
        if (isRight != (exit == 0))
        {
            failures.Add($"the build ended with {exit}:\n{log[..Math.Min(log.Length, 3000)]}");
        }
        string infos = isRight && exit == 0 ? Run("dotnet", $"{Path.Combine(folder, "out", "Probe.dll")}", out _) : "";
        for (int i = 0; i < group.Declarations.Count; i++)
        {
            Declaration one = group.Declarations[i];
            Message[] here = [.. found.Where(message => Path.GetFileName(message.File) == File(i))];
            string[] expected = [.. Places(one).SelectMany(place => one.Messages.Select(id => $"{id} at {place}"))];
            string[] actual = [.. here.Where(static message => message.Id.StartsWith("NNG", StringComparison.Ordinal)).Select(static message => $"{message.Id} at {message.Line},{message.Column}")];
            foreach (IGrouping<string, string> twice in actual.GroupBy(static one => one).Where(static same => same.Count() > 1))
            {
                failures.Add($"said {twice.Count()} times: {twice.Key}\n    {one.Text}");
            }
            foreach (string missing in expected.Except(actual))
            {
                failures.Add($"missing: {missing}\n    {one.Text}\n    {string.Join("\n    ", here.Select(static message => message.ToString()))}");
            }
            foreach (string surplus in actual.Except(expected).Where(surplus => !(one.Messages.Contains("NNG112") && (surplus.StartsWith("NNG112", StringComparison.Ordinal) || surplus.StartsWith("NNG101", StringComparison.Ordinal)))))
            {
                failures.Add($"surplus: {surplus}\n    {one.Text}");
            }
            if (one.Info is not null && exit == 0 && !infos.Contains($"{one.Class}: {one.Info}\n", StringComparison.Ordinal))
            {
                failures.Add($"declared {one.Class}: {one.Info}\n    {one.Text}\n    {infos.Split('\n').FirstOrDefault(line => line.StartsWith(one.Class + ":", StringComparison.Ordinal))}");
            }
        }
        // Errors and warnings of the compiler in what was emitted are nobody's fault but ours.
        failures.AddRange(found.Where(static message => message.File.EndsWith(".g.cs", StringComparison.Ordinal)).Select(static message => $"in emitted code: {message}"));
        return failures;
    }

    private static string File(int number) => $"D{number}.cs";

    private void Write()
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < group.Declarations.Count; i++)
        {
            string head = group.Head.StartsWith("[assembly", StringComparison.Ordinal) && i > 0 ? "// as in the first file" : group.Head;
            System.IO.File.WriteAllText(Path.Combine(folder, File(i)), $"{head}\n{group.Declarations[i].Source}\n");
        }
        System.IO.File.WriteAllText(Path.Combine(folder, "Probe.cs"), $$"""
            internal static class Probe
            {
                private static void Main()
                {
                    foreach (string name in new string[] { {{string.Join(", ", group.Declarations.Where(static one => one.Class is not null).Select(static one => $"\"{one.Class}\""))}} })
                    {
                        System.Type type = typeof(Probe).Assembly.GetType(name, true);
                        if (type.IsGenericTypeDefinition) { type = type.MakeGenericType(typeof(string)); }
                        NnGen.NetworkInfo info = (NnGen.NetworkInfo)type.GetProperty("Info").GetValue(null);
                        System.Collections.Generic.List<string> titles = new System.Collections.Generic.List<string>();
                        foreach (NnGen.LayerInfo layer in info.Layers) { titles.Add(layer.Title); }
                        System.Console.Out.Write(name + ": " + info.InputLength + " " + info.OutputLength + " " + info.ParameterCount + " " + string.Join(",", titles) + " " + info.Loss + "\n");
                    }
                }
            }
            """.Insert(0, "// <auto-generated/>\n#nullable disable\n"));
        System.IO.File.WriteAllText(Path.Combine(folder, ".editorconfig"), $"root = true\n[*.cs]\n{group.EditorConfig}\n");
        System.IO.File.WriteAllText(Path.Combine(folder, "Probe.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Path.Combine(s_binaries, "NnGenerator.props")}" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <Nullable>enable</Nullable>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <OutputPath>out</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
                <DefaultItemExcludes>$(DefaultItemExcludes);obj/**;out/**</DefaultItemExcludes>
                {group.Properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(s_binaries, "NnRuntime.dll")}" />
                <Analyzer Include="{Path.Combine(s_binaries, "NnGenerator.dll")}" />
              </ItemGroup>
            </Project>
            """);
        // Nothing above this folder may take part.
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
    }

    // Line and column of each ⟦, as the compiler counts them.
    private IEnumerable<string> Places(Declaration one)
    {
        string text = $"{group.Head}\n{one.Text}";
        for (int at = text.IndexOf('⟦', StringComparison.Ordinal); at >= 0; at = text.IndexOf('⟦', at + 1))
        {
            string before = text[..at].Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
            yield return $"{before.Count(static c => c == '\n') + 1},{before.Length - before.LastIndexOf('\n')}";
        }
    }

    private string Run(string file, string arguments, out int exit)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        exit = process.ExitCode;
        return output;
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<file>[^\n(]+)\((?<line>\d+),(?<column>\d+)[^)\n]*\): (error|warning) (?<id>\w+): (?<text>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    private sealed record Message(string File, int Line, int Column, string Id, string Text);
}
