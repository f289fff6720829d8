package onestop.procedures;

import java.time.LocalTime;

/**
 * How time is counted where the texts leave it open.
 *
 * @param sameDayCutoff received up to and including this time is due today, later the next working
 *     day
 * @param shortLimitHours limits of at most this many working hours have no lead for the apology
 */
public record ClockConventions(LocalTime sameDayCutoff, int shortLimitHours) {}
