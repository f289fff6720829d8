package onestop.models;

import java.time.Instant;
import onestop.models.ModelVersion.Author;

/**
 * One step in the life of a version, as on record.
 *
 * @param state the state after it
 * @param reason in the words of who took it, empty if none was given
 */
public record ModelEvent(
    int version, ModelStep step, ModelState state, Author by, Instant at, String reason) {}
