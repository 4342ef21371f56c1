namespace Kmen.World.Mess;

/// <summary>How many of a hundred thousand rows have a fault, by level; invented.</summary>
internal static class FaultRates
{
    /// <summary>The highest level.</summary>
    public const int Highest = 3;

    /// <summary>Rows of a hundred thousand.</summary>
    public static int Of(FaultKind kind, int level) => kind switch
    {
        FaultKind.Duplicate => Choose(level, 30, 120, 400),
        FaultKind.Junk => Choose(level, 10, 50, 200),
        FaultKind.LostAccents => Choose(level, 300, 800, 2000),
        FaultKind.Slip => Choose(level, 150, 500, 1500),
        FaultKind.Placeholder => Choose(level, 50, 200, 600),
        FaultKind.RecycledNumber => Choose(level, 0, 100, 400),
        FaultKind.ClockSkew => Choose(level, 20, 200, 500),
        FaultKind.Late => Choose(level, 0, 100, 400),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Files have no rate of rows."),
    };

    static int Choose(int level, int one, int two, int three) => level switch { 1 => one, 2 => two, _ => three };
}
