package onestop.calendar;

import java.time.Instant;

/**
 * A calendar has a new version. Published inside the import's transaction; running clocks stay on
 * theirs until they are recalculated.
 */
public record CalendarChanged(CalendarVersion version, Instant at) {}
