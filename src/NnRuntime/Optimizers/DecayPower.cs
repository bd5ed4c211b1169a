namespace NnGen.Optimizers;

/// <summary>Computes βᵗ for consecutive steps t with one multiplication per step.</summary>
/// <remarks>Every 64 steps the power is computed again from scratch. This keeps rounding errors below 1e-14, and a program that resumes at step t from a
/// saved state gets the same bits as one that took every step.</remarks>
internal struct DecayPower(double beta)
{
    private const int Run = 64;

    private long _step = 0;
    private double _power = 1;

    /// <summary>Returns βᵗ.</summary>
    /// <param name="step">The exponent t; the fast case is the step that follows the previous call's.</param>
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
