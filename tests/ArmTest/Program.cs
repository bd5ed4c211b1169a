using System.Reflection;
using ArmTest;

// ArmTest: publishes itself for linux-arm64 by NativeAOT, runs the networks of Trials.cs here and, emulated by QEMU, on Arm, and compares what
// they computed. Without the cross tools it says which is missing and succeeds.
// ArmTest run FILE: runs the networks in this process and writes their numbers to a file.
if (args is ["run", string file])
{
    Results.OfThisProcess().Write(file);
    return 0;
}
if (args.Length != 0)
{
    Console.Error.WriteLine("usage: ArmTest [run FILE]");
    return 2;
}
if (CrossTools.Missing() is { } missing)
{
    Console.WriteLine($"skipped: {missing}");
    return 0;
}
string root = Directory.CreateTempSubdirectory("nngen-arm-").FullName;
try
{
    string project = typeof(Results).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "Project").Value!;
    string program = CrossTools.Publish(project, Path.Combine(root, "arm"));
    Results arm = Results.Read(CrossTools.Emulate(program, Path.Combine(root, "arm.bin")));
    Results here = Results.Read(CrossTools.RunHere(Path.Combine(root, "x64.bin")));
    if (new Comparison(arm, here).Print(Console.Out))
    {
        return 0;
    }

    // For scale: two programs that only round differently.
    Results narrow = Results.Read(CrossTools.RunHere(Path.Combine(root, "x64-128.bin"), ("DOTNET_EnableAVX2", "0")));
    new Comparison(narrow, here).Print(Console.Out);
    return 1;
}
catch (CommandException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
finally
{
    Directory.Delete(root, recursive: true);
}
