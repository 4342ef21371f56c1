namespace Kmen.World.Lives;

/// <summary>A need on its way to an order or to nothing.</summary>
/// <param name="Need">Its number.</param>
/// <param name="Day">The day on which it arose.</param>
/// <param name="Department">The category.</param>
/// <param name="Campaign">The mailing that woke it, or 0.</param>
/// <param name="FirstAt">When its first visit begins, or 0.</param>
/// <param name="FollowsPattern">The person does as their hidden pattern says.</param>
internal readonly record struct Journeying(int Need, int Day, int Department, int Campaign, long FirstAt, bool FollowsPattern);
