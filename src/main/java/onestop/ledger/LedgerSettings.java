package onestop.ledger;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger is signed and published.
 *
 * @param origin the name of this log and of its key: a URL without scheme, under which nobody else
 *     publishes a log
 * @param keyFile the private key; outside of repository and database, readable by its owner only
 * @param folder where the files are published; on several nodes a folder that all of them share
 * @param publishInterval the longest time from an entry's integration to its publication
 * @param sequencer whether this node integrates and publishes by itself
 */
@ConfigurationProperties("onestop.ledger")
record LedgerSettings(
    @DefaultValue(LedgerKeys.DEFAULT_ORIGIN) String origin,
    @DefaultValue("data/ledger.key") Path keyFile,
    @DefaultValue("data/log") Path folder,
    @DefaultValue("5s") Duration publishInterval,
    @DefaultValue("true") boolean sequencer) {}
