package onestop.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a node's self-monitoring.
 *
 * @param name the name of the node for operators; the machine's name if none is set
 * @param interval the time between two probes of the database and its clock
 * @param silence the time without a completed probe after which the database counts as unreachable
 * @param clockSkew the largest allowed difference between the node's clock and the database's
 */
@ConfigurationProperties("onestop.node")
public record NodeSettings(
    @Nullable String name,
    @DefaultValue("2s") Duration interval,
    @DefaultValue("10s") Duration silence,
    @DefaultValue("2s") Duration clockSkew) {}
