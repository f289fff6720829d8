package onestop.cli.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The public CoSeLoG event log "Receipt phase"
 * (doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6), which the repository does not carry:
 * looked for under {@code ONESTOP_REPLAY_LOG}, the system property {@code onestop.replay.log}, or
 * beside the checkout.
 */
final class RealLog {
  private static final String NAME = "permit-receipt.xes.gz";

  private RealLog() {}

  /** The log; skips the test, with the reason, where it is absent. */
  static Path require() {
    Path found =
        Stream.of(
                System.getenv("ONESTOP_REPLAY_LOG"),
                System.getProperty("onestop.replay.log"),
                "../shared/data/" + NAME,
                "../../shared/data/" + NAME)
            .filter(place -> place != null && !place.isBlank())
            .map(Path::of)
            .filter(Files::isReadable)
            .findFirst()
            .orElse(null);
    assumeTrue(found != null, "the public log is absent: set ONESTOP_REPLAY_LOG to " + NAME);
    return java.util.Objects.requireNonNull(found);
  }
}
