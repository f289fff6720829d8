package onestop.sla.clock;

import java.time.Instant;

/** A mark and its scheduled time. */
public record ScheduledMark(Mark mark, Instant at) {}
