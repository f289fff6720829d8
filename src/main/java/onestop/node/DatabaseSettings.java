package onestop.node;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a session of the pool may take for what; whole milliseconds, and none of them zero.
 *
 * @param statementTimeout for one statement
 * @param lockTimeout for a row that another transaction holds, outside of batches
 * @param idleInTransactionTimeout between two statements of a transaction, on PostgreSQL
 */
@ConfigurationProperties("onestop.database")
record DatabaseSettings(
    @DefaultValue("5m") Duration statementTimeout,
    @DefaultValue("10s") Duration lockTimeout,
    @DefaultValue("1m") Duration idleInTransactionTimeout) {}
