package onestop.incidents;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
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

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The incidents in the database that {@code jdbc} works on. */
  public Incidents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes a trouble that was met and repaired in one go. */
  @Transactional
  public void repaired(IncidentKind kind, DossierCode dossier, String detail) {
    insert(kind, dossier, detail, true);
  }

  /**
   * Notes a trouble that stays; false if it is open already.
   *
   * @param detail for the operator; no personal data
   */
  @Transactional
  public boolean open(IncidentKind kind, DossierCode dossier, String detail) {
    if (isOpen(kind, dossier)) {
      return false;
    }
    insert(kind, dossier, detail, false);
    return true;
  }

  /** Notes that a trouble is over, if it is open. */
  @Transactional
  public void close(IncidentKind kind, DossierCode dossier) {
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

  private boolean isOpen(IncidentKind kind, DossierCode dossier) {
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

  private void insert(IncidentKind kind, DossierCode dossier, String detail, boolean repaired) {
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
