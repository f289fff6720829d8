package onestop.sla.clock;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An interval during which a clock stood still.
 *
 * @param no from 1 within the dossier
 * @param from inclusive; in day limits the day it falls on still counts
 * @param to exclusive; the day it falls on does not count; null while the clock stands
 */
public record ClockPause(int no, Order order, Instant from, @Nullable Instant to) {

  /** Why a clock may stand still. Nothing else pauses it: no outage, no absent signer. */
  public enum Kind {
    SUPPLEMENT,
    FINANCE,
    PUBLIC_POSTING,
    VERIFICATION_ABROAD
  }

  /** Who paused it, why, by what law and with which document: none may be missing. */
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
