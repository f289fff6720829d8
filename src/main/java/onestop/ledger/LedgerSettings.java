package onestop.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the ledger's signing and publication.
 *
 * @param origin the name of this log and of its key: a URL without scheme, unique to this log
 * @param keyFile the file of the private key; outside repository and database, readable by its
 *     owner only
 * @param folder the folder of the published files; with several nodes, a folder that they share
 * @param publishInterval the maximum time from an entry's integration to its publication
 * @param sequencer whether this node integrates and publishes automatically
 * @param witnesses the verifier keys of the witnesses whose cosignatures are accepted
 * @param cosignatures the folder into which witnesses write their signature lines
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
