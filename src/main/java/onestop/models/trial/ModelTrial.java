package onestop.models.trial;

import java.time.Instant;

/**
 * A trial of a version, as it is on record.
 *
 * @param no from 1 for each version
 * @param modelSha256 of the file that was tried
 * @param scenariosSha256 of the scenarios, as {@link TrialPlan#sha256}
 * @param release of the program that tried it
 * @param actorKind the kind of the actor who asked for it
 * @param actor the actor's name
 */
public record ModelTrial(
    String processKey,
    int version,
    int no,
    String modelSha256,
    String scenariosSha256,
    String release,
    TrialReport report,
    String actorKind,
    String actor,
    Instant beganAt,
    Instant endedAt) {}
