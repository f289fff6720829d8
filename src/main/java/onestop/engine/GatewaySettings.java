package onestop.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the command gateway and of the timers.
 *
 * @param batch the maximum number of commands in one transaction
 * @param lanes the number of transactions at the same time
 * @param timers whether this node fires due timers
 * @param queue the maximum number of waiting commands; further ones are refused
 * @param patience how long a command may wait, from its arrival on, for a row that a transaction
 *     outside the gateway holds
 */
@ConfigurationProperties("onestop.engine")
public record GatewaySettings(
    @DefaultValue("50") int batch,
    @DefaultValue("2") int lanes,
    @DefaultValue("true") boolean timers,
    @DefaultValue("5000") int queue,
    @DefaultValue("10s") Duration patience) {}
