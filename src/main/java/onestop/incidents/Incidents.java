package onestop.incidents;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The incidents: faults of the system that need an operator's attention. An incident is open from
 * its first row until a row records its repair; while it is open it is not recorded again, however
 * often the fault recurs. Insert-only. Every call joins the caller's transaction.
 */
@Component
public class Incidents {

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The incidents in the database of {@code jdbc}. */
  public Incidents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Records a fault that was found and repaired at once. */
  @Transactional
  public void repaired(IncidentKind kind, DossierCode dossier, String detail) {
    insert(kind, dossier, detail, true);
  }

  /**
   * Opens an incident; returns false, without effect, if it is open already.
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

  /** Closes an incident, if it is open. */
  @Transactional
  public void close(IncidentKind kind, DossierCode dossier) {
    if (isOpen(kind, dossier)) {
      insert(kind, dossier, "", true);
    }
  }

  /** The codes at which incidents of a kind are open, in their order. */
  @Transactional(readOnly = true)
  public List<DossierCode> open(IncidentKind kind) {
    return jdbc.sql(
            """
            select distinct i.dossier_code from incident i
             where i.kind = ? and not i.repaired
               and not exists (select 1 from incident r
                                where r.kind = i.kind and r.dossier_code = i.dossier_code
                                  and r.repaired and r.id > i.id)
             order by i.dossier_code
            """)
        .param(kind.name())
        .query((row, n) -> new DossierCode(row.getString(1)))
        .list();
  }

  /** The open incidents of all kinds, the oldest first; at most {@code max}. */
  @Transactional(readOnly = true)
  public List<OpenIncident> open(int max) {
    return jdbc.sql(
            """
            select i.kind, i.dossier_code, i.detail, i.at from incident i
             where not i.repaired
               and not exists (select 1 from incident r
                                where r.kind = i.kind and r.dossier_code = i.dossier_code
                                  and r.repaired and r.id > i.id)
             order by i.at, i.id fetch first ? rows only
            """)
        .param(max)
        .query(
            (row, n) ->
                new OpenIncident(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * The reason of a failure, for {@code detail}: the message of a {@link Failure}, also one among
   * the causes; for any other exception only names of code, since its message may quote data.
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
