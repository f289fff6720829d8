package onestop.procedures;

import java.time.LocalTime;

/**
 * The conventions for counting time where the legal texts leave it open.
 *
 * @param sameDayCutoff an application received up to this time, inclusive, is due the same day, a
 *     later one the next working day
 * @param shortLimitHours limits of at most this number of working hours have no lead for the
 *     apology
 */
public record ClockConventions(LocalTime sameDayCutoff, int shortLimitHours) {}
