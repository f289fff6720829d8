package onestop.models;

import java.time.Instant;
import onestop.kernel.OfficerId;

/**
 * What a designer has drawn and not yet kept as a version. Its bytes are read separately ({@link
 * Sketches#bytes}).
 *
 * @param revision from 1; grows with each save
 * @param base the version from which the drawing began; 0 if the model had none
 */
public record Sketch(
    OfficerId officer, String processKey, int revision, int base, Instant savedAt) {}
