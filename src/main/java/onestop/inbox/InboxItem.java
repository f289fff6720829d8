package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A work item as its desk sees it.
 *
 * @param name the step's label in the model
 * @param dueAt the current due date of the whole dossier
 * @param assignee who holds it; null while it is free
 */
public record InboxItem(
    String workItemId,
    DossierCode dossier,
    String step,
    String name,
    String role,
    AgencyCode agency,
    @Nullable OfficerId assignee,
    List<String> outcomes,
    Instant dueAt,
    Instant createdAt) {}
