package onestop.conduct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of look-ups by readers outside the agencies that work on a dossier (auditors, heads of
 * agencies above, and officers whose opinion is asked), with their purposes. Insert-only, by
 * trigger too; it holds the dossier's code and the stated purpose, and no data of the applicant.
 */
@Service
public class Lookups {
  private final JdbcClient jdbc;
  private final Clock clock;

  Lookups(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Parses a stated purpose.
   *
   * @throws Failure {@code reports/purpose-unknown}, {@code reports/purpose-text-missing} or {@code
   *     reports/purpose-text-too-long}
   */
  public static Lookup.Stated stated(@Nullable String purpose, @Nullable String text) {
    String word = purpose == null ? "" : purpose.strip().toUpperCase(Locale.ROOT);
    LookupPurpose known =
        LookupPurpose.STATED.stream()
            .filter(one -> one.name().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.badInput(
                        "reports",
                        "purpose-unknown",
                        "value",
                        word,
                        "allowed",
                        LookupPurpose.STATED.stream()
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))));
    String said = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    if (said.isEmpty()) {
      throw Failure.badInput("reports", "purpose-text-missing");
    }
    if (said.length() > Lookup.MAX_TEXT) {
      throw Failure.badInput(
          "reports", "purpose-text-too-long", "length", said.length(), "max", Lookup.MAX_TEXT);
    }
    return new Lookup.Stated(known, said);
  }

  /**
   * Records a look-up in a transaction of its own: once this method returns, the look-up is
   * committed, whether or not the answer succeeds. The caller must show no data before.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void record(
      Actor.Officer auditor, DossierCode dossier, Lookup.What what, Lookup.Stated stated) {
    jdbc.sql(
            """
            insert into auditor_lookup (auditor, auditor_agency, dossier_code, what, purpose,
              purpose_text, at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            auditor.id().value(),
            auditor.agency().value(),
            dossier.value(),
            what.name(),
            stated.purpose().name(),
            stated.text(),
            Sql.utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .update();
  }

  /**
   * The filter of a list of look-ups; null means any.
   *
   * @param before only those recorded before the one with this id
   * @param agencies only those by officers of these agencies; empty means all
   */
  public record Filter(
      @Nullable OfficerId auditor,
      @Nullable DossierCode dossier,
      @Nullable Long before,
      Set<AgencyCode> agencies) {}

  /** The newest look-ups first, at most {@code max}. */
  @Transactional(readOnly = true)
  public List<Lookup> list(Filter filter, int max) {
    List<String> parts = new ArrayList<>();
    Map<String, Object> params = new LinkedHashMap<>();
    OfficerId auditor = filter.auditor();
    if (auditor != null) {
      parts.add("auditor = :auditor");
      params.put("auditor", auditor.value());
    }
    DossierCode dossier = filter.dossier();
    if (dossier != null) {
      parts.add("dossier_code = :dossier");
      params.put("dossier", dossier.value());
    }
    Long before = filter.before();
    if (before != null) {
      parts.add("id < :before");
      params.put("before", before);
    }
    if (!filter.agencies().isEmpty()) {
      parts.add("auditor_agency = any(:agencies)");
      params.put("agencies", Sql.keys(filter.agencies(), AgencyCode::value));
    }
    String where = parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    return jdbc.sql(
            "select * from auditor_lookup" + where + " order by id desc fetch first :max rows only")
        .params(params)
        .param("max", max)
        .query(Lookups::lookup)
        .list();
  }

  private static Lookup lookup(ResultSet rs, int row) throws SQLException {
    return new Lookup(
        rs.getLong("id"),
        new Actor.Officer(
            new OfficerId(rs.getString("auditor")), new AgencyCode(rs.getString("auditor_agency"))),
        new DossierCode(rs.getString("dossier_code")),
        Lookup.What.valueOf(rs.getString("what")),
        new Lookup.Stated(
            LookupPurpose.valueOf(rs.getString("purpose")), rs.getString("purpose_text")),
        Sql.instant(rs, "at"));
  }
}
