package onestop.engine;

import java.time.Instant;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A process has reached a service task of its model. The model only announces the step; the step's
 * {@link AnnouncementOwner} acts.
 *
 * @param step the id of the service task, for example {@code record_resolution}
 * @param payload the payload of the work item completed before it; null if there is none
 */
public record Announcement(
    String step, DossierCode dossier, @Nullable Object payload, String processKey, Instant at) {}
