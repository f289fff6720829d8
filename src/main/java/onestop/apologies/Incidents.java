package onestop.apologies;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import onestop.kernel.DossierCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What went wrong by itself and needs an operator's eye. A trouble is open from its first row until
 * a row says that it is repaired; while it is open it is not noted again, however often it is met.
 * Insert-only. Every call joins the caller's transaction.
 */
@Component
class Incidents {
  /** A timer that did not say what it had to; the sweep said it. */
  static final String LOST_TIMER = "LOST_TIMER";

  /** A dossier that closed late and had no letter; the sweep issued it. */
  static final String LATE_WITHOUT_LETTER = "LATE_WITHOUT_LETTER";

  /** An issued letter that cannot be set; the others are printed before it. */
  static final String LETTER_UNPRINTABLE = "LETTER_UNPRINTABLE";

  /** A dossier at which the sweep fails; the others are swept all the same. */
  static final String SWEEP_FAILED = "SWEEP_FAILED";

  private final JdbcClient jdbc;
  private final Clock clock;

  Incidents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes a trouble that was met and repaired in one go. */
  @Transactional
  public void repaired(String kind, DossierCode dossier, String detail) {
    insert(kind, dossier, detail, true);
  }

  /**
   * Notes a trouble that stays; false if it is open already.
   *
   * @param detail for the operator; no personal data
   */
  @Transactional
  public boolean open(String kind, DossierCode dossier, String detail) {
    if (isOpen(kind, dossier)) {
      return false;
    }
    insert(kind, dossier, detail, false);
    return true;
  }

  /** Notes that a trouble is over, if it is open. */
  @Transactional
  public void close(String kind, DossierCode dossier) {
    if (isOpen(kind, dossier)) {
      insert(kind, dossier, "", true);
    }
  }

  private boolean isOpen(String kind, DossierCode dossier) {
    Optional<Boolean> last =
        jdbc.sql(
                """
                select repaired from incident where kind = ? and dossier_code = ?
                 order by id desc fetch first 1 rows only
                """)
            .params(kind, dossier.value())
            .query(Boolean.class)
            .optional();
    return last.isPresent() && !last.get();
  }

  private void insert(String kind, DossierCode dossier, String detail, boolean repaired) {
    jdbc.sql(
            """
            insert into incident (kind, dossier_code, detail, repaired, at)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            kind,
            dossier.value(),
            detail,
            repaired,
            clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
        .update();
  }
}
