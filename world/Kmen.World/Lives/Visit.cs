namespace Kmen.World.Lives;

/// <summary>A session on the web. Its single events are drawn when they are written.</summary>
/// <param name="Day">The day, within which the whole visit lies.</param>
/// <param name="At">When it begins.</param>
/// <param name="Seconds">How long it takes.</param>
/// <param name="Need">The need that leads to it.</param>
/// <param name="Number">Which of the need's visits, from 0.</param>
/// <param name="BasketDay">The day that decides which products the need is about.</param>
/// <param name="Department">The category.</param>
/// <param name="Views">How many products are viewed.</param>
/// <param name="Carted">How many products are put into the cart.</param>
/// <param name="Steps">Search before, checkout after.</param>
/// <param name="Device">0 desktop, 1 phone, 2 tablet.</param>
/// <param name="Account">0 not logged in, 1 first account, 2 second account.</param>
/// <param name="Campaign">The number of the mailing it comes from, or 0.</param>
/// <param name="IsApp">In the app, otherwise in a browser.</param>
internal readonly record struct Visit(
    int Day, long At, int Seconds, int Need, int Number, int BasketDay, int Department, int Views, int Carted, VisitSteps Steps, int Device, int Account,
    int Campaign, bool IsApp);
