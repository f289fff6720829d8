package onestop.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a node looks after itself.
 *
 * @param name by which operators know it; the machine's name if none
 * @param interval between two looks at the database and its clock
 * @param silence without an end of a look after which the database counts as away
 * @param clockSkew the most by which the node's clock may differ from the database's
 */
@ConfigurationProperties("onestop.node")
public record NodeSettings(
    @Nullable String name,
    @DefaultValue("2s") Duration interval,
    @DefaultValue("10s") Duration silence,
    @DefaultValue("2s") Duration clockSkew) {}
