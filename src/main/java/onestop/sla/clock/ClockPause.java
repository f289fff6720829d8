package onestop.sla.clock;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An interval during which a clock was paused.
 *
 * @param no from 1 within the dossier
 * @param from inclusive; in day limits the day on which it falls still counts
 * @param to exclusive; the day on which it falls does not count; null while the clock is paused
 */
public record ClockPause(int no, Order order, Instant from, @Nullable Instant to) {

  /** The only grounds for a pause. An outage or an absent signer does not pause a clock. */
  public enum Kind {
    SUPPLEMENT,
    FINANCE,
    PUBLIC_POSTING,
    VERIFICATION_ABROAD
  }

  /** The author, reason, legal basis and document of a pause; all are required. */
  public record Order(Kind kind, Actor author, String reason, String legalBasis, String document) {
    public Order {
      need("reason", reason);
      need("legalBasis", legalBasis);
      need("document", document);
    }

    private static void need(String field, @Nullable String value) {
      if (value == null || value.isBlank()) {
        throw Failure.badInput("sla", "pause-needs", "field", field);
      }
    }
  }
}
