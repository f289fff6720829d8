package onestop.node;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time-outs of pooled sessions, in whole milliseconds; none of them is zero.
 *
 * @param statementTimeout the longest duration of one statement
 * @param lockTimeout the longest wait for a row that another transaction holds, outside of batches
 * @param idleInTransactionTimeout the longest pause between two statements of a transaction, on
 *     PostgreSQL
 */
@ConfigurationProperties("onestop.database")
record DatabaseSettings(
    @DefaultValue("5m") Duration statementTimeout,
    @DefaultValue("10s") Duration lockTimeout,
    @DefaultValue("1m") Duration idleInTransactionTimeout) {}
