namespace NnGen;

/// <summary>Identifies a training pass, so that it is reproducible.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Step">The number of the step within the run.</param>
/// <param name="FirstSample">The position within the batch of the first sample of this call, on which dropout masks depend.</param>
/// <param name="Scale">The factor that replaces 1/n in the mean over the batch, so that the losses and gradients of shards add up.</param>
public readonly record struct TrainingStep(int Seed, long Step, int FirstSample, float Scale);
