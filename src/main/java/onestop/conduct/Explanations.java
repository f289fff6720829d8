package onestop.conduct;

import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The officers' explanations of facts around lateness. Insert-only, by trigger too. */
@Service
public class Explanations {
  private final JdbcClient jdbc;
  private final Dossiers dossiers;
  private final Clock clock;

  Explanations(JdbcClient jdbc, Dossiers dossiers, Clock clock) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  /**
   * Records an explanation; a fact may have several.
   *
   * @throws Failure {@code reports/explanation-empty}, {@code reports/explanation-too-long} or
   *     {@code reports/not-your-dossier} if the officer serves neither the receiving nor the
   *     resolving agency
   */
  @Transactional
  public void give(DossierCode code, Trait about, String text, Actor.Officer by) {
    String said = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    if (said.isEmpty()) {
      throw Failure.badInput("reports", "explanation-empty");
    }
    if (said.length() > Explanation.MAX_TEXT) {
      throw Failure.badInput(
          "reports", "explanation-too-long", "length", said.length(), "max", Explanation.MAX_TEXT);
    }
    Dossier dossier = dossiers.get(code);
    if (!by.agency().equals(dossier.agencies().receiving())
        && !by.agency().equals(dossier.agencies().resolving())) {
      throw Failure.forbidden("reports", "not-your-dossier", "code", code.value());
    }
    jdbc.sql(
            """
            insert into officer_explanation (dossier_code, about, text, author, author_agency, at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            code.value(),
            about.name(),
            said,
            by.id().value(),
            by.agency().value(),
            Sql.utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .update();
  }

  /**
   * The explanations of those dossiers, those of each dossier in the order in which they were
   * given.
   */
  @Transactional(readOnly = true)
  public Map<DossierCode, List<Explanation>> of(Collection<DossierCode> codes) {
    Map<DossierCode, List<Explanation>> found = new HashMap<>();
    if (codes.isEmpty()) {
      return found;
    }
    jdbc.sql("select * from officer_explanation where dossier_code = any(:codes) order by id")
        .param("codes", Sql.keys(codes, DossierCode::value))
        .query(
            rs -> {
              DossierCode code = new DossierCode(rs.getString("dossier_code"));
              found
                  .computeIfAbsent(code, c -> new ArrayList<>())
                  .add(
                      new Explanation(
                          code,
                          Trait.valueOf(rs.getString("about")),
                          rs.getString("text"),
                          new Actor.Officer(
                              new OfficerId(rs.getString("author")),
                              new AgencyCode(rs.getString("author_agency"))),
                          Sql.instant(rs, "at")));
            });
    return found;
  }
}
