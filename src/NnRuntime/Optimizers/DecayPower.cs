namespace NnGen.Optimizers;

/// <summary>βᵗ for one step t after the other, by a multiplication each.</summary>
/// <remarks>Every 64 steps it starts anew from a power of its own, so that rounding errors stay below 1e-14, and so that a program which goes on
/// at step t, with a saved state, comes to the same bits as one which took all steps.</remarks>
internal struct DecayPower(double beta)
{
    private const int Run = 64;

    private long _step = 0;
    private double _power = 1;

    /// <summary>βᵗ.</summary>
    /// <param name="step">t; the step behind that of the last call is the fast case.</param>
    public double At(long step)
    {
        if (step == _step + 1 && step % Run != 0)
        {
            _power *= beta;
        }
        else
        {
            Restart(step);
        }
        _step = step;
        return _power;
    }

    private void Restart(long step)
    {
        long rest = step % Run;
        _power = Math.Pow(beta, step - rest);
        for (; rest > 0; rest--)
        {
            _power *= beta;
        }
    }
}
