package onestop.engine;

import java.time.Instant;
import java.util.List;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work that waits for an officer.
 *
 * @param id opaque, unique for ever
 * @param step the id of the user task in the model, {@code verb_object}
 * @param name the label in the model (Vietnamese)
 * @param role the candidate role in lower case, for example {@code specialist}
 * @param allotment the share of the limit this step may take, as {@code 2wh}, {@code 1wd}, {@code
 *     30min}; empty if the model gives none
 * @param outcomes the words this item may end with, never empty
 */
public record WorkItem(
    String id,
    DossierCode dossier,
    String processKey,
    String step,
    String name,
    String role,
    AgencySide side,
    @Nullable OfficerId assignee,
    Instant createdAt,
    String allotment,
    List<String> outcomes) {}
