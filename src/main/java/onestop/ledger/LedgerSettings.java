package onestop.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * @param witnesses verifier keys of the witnesses whose cosignatures are taken
 * @param cosignatures the folder into which witnesses put their lines
 */
@ConfigurationProperties("onestop.ledger")
public record LedgerSettings(
    @DefaultValue(LedgerKeys.DEFAULT_ORIGIN) String origin,
    @DefaultValue("data/ledger.key") Path keyFile,
    @DefaultValue("data/log") Path folder,
    @DefaultValue("5s") Duration publishInterval,
    @DefaultValue("true") boolean sequencer,
    @Nullable List<String> witnesses,
    @DefaultValue("data/cosignatures") Path cosignatures) {
  public LedgerSettings {
    witnesses = witnesses == null ? List.of() : List.copyOf(witnesses);
  }

  @Override
  public List<String> witnesses() {
    return Objects.requireNonNull(witnesses);
  }
}
