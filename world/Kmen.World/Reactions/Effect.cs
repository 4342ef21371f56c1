namespace Kmen.World.Reactions;

/// <summary>
/// What one message does to one person who was left in peace for the fortnight before, in ten thousandths. These are the true effects: expected changes
/// against not sending, for a person who is still a customer.
/// </summary>
/// <param name="Uplift">The probability of an order within five days that would not have been made.</param>
/// <param name="Loss">The probability with which each order of the next 14 days, that would have been made, is not.</param>
/// <param name="Unsubscribe">The probability that marketing by e-mail is refused from then on.</param>
/// <param name="Dropout">The probability that the person leaves the retailer for good.</param>
internal readonly record struct Effect(int Uplift, int Loss, int Unsubscribe, int Dropout);
