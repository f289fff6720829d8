package onestop.engine;

import java.time.Instant;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A process model reached a service task: the model announces, the step's {@link AnnouncementOwner}
 * acts.
 *
 * @param step the id of the service task, for example {@code record_resolution}
 * @param payload what the person who completed the work item before it said, if anything
 */
public record Announcement(
    String step, DossierCode dossier, @Nullable Object payload, String processKey, Instant at) {}
