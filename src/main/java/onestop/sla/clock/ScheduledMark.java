package onestop.sla.clock;

import java.time.Instant;

/** A mark and when it lies. */
public record ScheduledMark(Mark mark, Instant at) {}
