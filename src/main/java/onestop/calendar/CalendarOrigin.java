package onestop.calendar;

import java.time.Instant;

/**
 * The origin of a version of a calendar.
 *
 * @param source the decree or notice on which the version rests
 * @param author the author responsible for the version
 * @param at when the version was imported
 */
public record CalendarOrigin(int version, String source, String author, Instant at) {}
