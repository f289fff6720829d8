package onestop.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands and timers go through the engine.
 *
 * @param batch commands of one transaction, at most
 * @param lanes transactions at the same time
 * @param timers whether this node fires due timers
 * @param queue commands that may wait before the door is closed
 * @param patience how long a command may wait, from its arrival on, for a row that somebody outside
 *     holds
 */
@ConfigurationProperties("onestop.engine")
public record GatewaySettings(
    @DefaultValue("50") int batch,
    @DefaultValue("2") int lanes,
    @DefaultValue("true") boolean timers,
    @DefaultValue("5000") int queue,
    @DefaultValue("10s") Duration patience) {}
