namespace NnGenerator.Ir;

/// <summary>The memory layout of several samples.</summary>
internal enum TensorLayout
{
    /// <summary>One sample after the other.</summary>
    RowMajor,

    /// <summary>CHWN in groups of samples, one vector a pixel, as the runtime's ChannelsHeightWidthBatch documents.</summary>
    ChannelsHeightWidthBatch,
}
