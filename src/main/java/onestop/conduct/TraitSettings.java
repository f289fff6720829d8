package onestop.conduct;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The thresholds from which a fact around lateness is listed.
 *
 * @param latePausePercent of the original limit's working time that has elapsed when a pause begins
 * @param supplements the number of a supplement request from which on it is listed
 * @param handOver how long a result may wait to be handed over
 * @param closing how shortly before the close of office
 * @param together the number of dossiers that one officer resolves
 * @param togetherWithin the time in which those are resolved
 * @param againWithin how soon after a withdrawal the same application comes
 * @param sameWords the number of letters of one agency and calendar year give the same reason in
 *     the same words
 * @param receivedAfter working time between submission and receipt
 * @param steps the number of steps entered together
 * @param stepsWithin the time in which those are entered
 * @param stepsAfter the working time without a step before those
 */
@ConfigurationProperties("onestop.reports.traits")
record TraitSettings(
    @DefaultValue("80") int latePausePercent,
    @DefaultValue("2") int supplements,
    @DefaultValue("5d") Duration handOver,
    @DefaultValue("15m") Duration closing,
    @DefaultValue("10") int together,
    @DefaultValue("10m") Duration togetherWithin,
    @DefaultValue("30d") Duration againWithin,
    @DefaultValue("3") int sameWords,
    @DefaultValue("8h") Duration receivedAfter,
    @DefaultValue("3") int steps,
    @DefaultValue("5m") Duration stepsWithin,
    @DefaultValue("8h") Duration stepsAfter) {}
