package onestop.calendar;

import java.time.Instant;

/**
 * Where a version of a calendar comes from.
 *
 * @param source the decree or notice it rests on
 * @param author who answers for it
 * @param at when it was taken over
 */
public record CalendarOrigin(int version, String source, String author, Instant at) {}
