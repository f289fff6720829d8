package onestop.kernel;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What went wrong by itself and needs an operator's eye. A trouble is open from its first row until
 * a row says that it is repaired; while it is open it is not noted again, however often it is met.
 * Insert-only. Every call joins the caller's transaction.
 */
@Component
public class Incidents {

  /** The troubles there are; docs/operating.md says of each what to do. */
  public enum Kind {
    /** A timer that did not say what it had to; the sweep said it. */
    LOST_TIMER,
    /** A dossier that closed late and had no letter; the sweep issued it. */
    LATE_WITHOUT_LETTER,
    /** An issued letter that cannot be set; the others are printed before it. */
    LETTER_UNPRINTABLE,
    /** A dossier at which the sweep fails; the others are swept all the same. */
    SWEEP_FAILED,
    /** A timer that fails when it fires; the others of its wave have fired. */
    TIMER_FAILED,
    /** A command that failed for no reason its caller could have given; nothing of it was done. */
    COMMAND_FAILED,
    /** The ledger is not published, for a reason that does not go away by itself. */
    LEDGER_NOT_PUBLISHED,
    /** A node's clock is not the database's; the node rests until it is. */
    CLOCK_DIFFERS,
    /** A message of which nobody knows whether it left; a person finds out and decides. */
    DELIVERY_UNKNOWN,
    /** A message that surely did not leave and has no other channel. */
    DELIVERY_FAILED
  }

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The incidents in the database that {@code jdbc} works on. */
  public Incidents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes a trouble that was met and repaired in one go. */
  @Transactional
  public void repaired(Kind kind, DossierCode dossier, String detail) {
    insert(kind, dossier, detail, true);
  }

  /**
   * Notes a trouble that stays; false if it is open already.
   *
   * @param detail for the operator; no personal data
   */
  @Transactional
  public boolean open(Kind kind, DossierCode dossier, String detail) {
    if (isOpen(kind, dossier)) {
      return false;
    }
    insert(kind, dossier, detail, false);
    return true;
  }

  /** Notes that a trouble is over, if it is open. */
  @Transactional
  public void close(Kind kind, DossierCode dossier) {
    if (isOpen(kind, dossier)) {
      insert(kind, dossier, "", true);
    }
  }

  /**
   * Why something failed, for {@code detail}: a failure's own words; of anything else names of code
   * only, never what a message quotes.
   */
  public static String reason(Throwable why) {
    if (why instanceof Failure failure) {
      return failure.getMessage();
    }
    Throwable cause = why.getCause();
    if (cause != null) {
      return reason(cause);
    }
    return Arrays.stream(why.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("onestop."))
        .findFirst()
        .map(frame -> why.getClass().getSimpleName() + " at " + frame)
        .orElse(why.getClass().getName());
  }

  private boolean isOpen(Kind kind, DossierCode dossier) {
    Optional<Boolean> last =
        jdbc.sql(
                """
                select repaired from incident where kind = ? and dossier_code = ?
                 order by id desc fetch first 1 rows only
                """)
            .params(kind.name(), dossier.value())
            .query(Boolean.class)
            .optional();
    return last.isPresent() && !last.get();
  }

  private void insert(Kind kind, DossierCode dossier, String detail, boolean repaired) {
    jdbc.sql(
            """
            insert into incident (kind, dossier_code, detail, repaired, at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            kind.name(),
            dossier.value(),
            detail,
            repaired,
            clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
        .update();
  }
}
