package onestop.models.trial;

import java.time.Instant;

/**
 * The scenarios of a model as somebody saved them.
 *
 * @param version the version of the model with which they were saved
 * @param revision from 1 for each version
 * @param sha256 of the text in UTF-8
 * @param content YAML
 * @param authorKind the kind of the actor who saved them
 * @param author the actor's name; a login, or {@code shipped}
 */
public record ScenarioRevision(
    String processKey,
    int version,
    int revision,
    String sha256,
    String content,
    String authorKind,
    String author,
    Instant savedAt) {}
